import { digest } from './digest.ts';
import type { Pseudonym } from './pseudonym.ts';

export interface Person {
  readonly username: string;
  readonly displayName: string;
  readonly bio?: string;
  readonly location?: string;
  readonly email: string;
  readonly profileVisibility: 'public' | 'followers';
}

const openings = [
  'Here for',
  'Reads and writes about',
  'Mostly',
  'Happy to talk about',
  'Interested in',
  'Old hand at',
  'Still learning about',
];
const closings = [
  '',
  '',
  '.',
  '. Opinions my own.',
  ', and coffee.',
  '. Night owl.',
  ', bicycles and bread.',
  '. Be kind.',
  ', and the odd pun.',
];

function bio(key: string, tags: readonly string[]): string | undefined {
  const choice = digest(key);
  if (tags.length === 0 || choice.below('has bio', 10) < 3) return undefined;
  const themes = tags.slice(0, 1 + choice.below('themes', 3)).map((tag) => `#${tag}`);
  const [last, ...others] = themes.reverse();
  const named = others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
  return `${choice.pick('opening', openings)} ${named}${choice.pick('closing', closings)}`;
}

/** The profile of one person: the pseudonym, a bio from the tags they use most, a place for six in ten, and one in twenty-five with a profile for followers only. */
export function profile(key: string, pseudonym: Pseudonym, tags: readonly string[]): Person {
  const choice = digest(key);
  const text = bio(key, tags);
  return {
    username: pseudonym.username,
    displayName: pseudonym.displayName,
    ...(text === undefined ? {} : { bio: text }),
    ...(choice.below('has place', 10) < 6 ? { location: pseudonym.place } : {}),
    email: `${pseudonym.username}@example.invalid`,
    profileVisibility: choice.below('visibility', 25) === 0 ? 'followers' : 'public',
  };
}
