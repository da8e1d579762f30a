import { digest } from './digest.ts';
import { readSource, type Source } from './drafts.ts';
import { type Person, profile } from './profile.ts';
import { answers, busiest, type Draft, select, type Size } from './select.ts';

export type { Person } from './profile.ts';
export type { Size } from './select.ts';

export interface SamplePost {
  /** Names it within the community. */
  readonly id: string;
  /** The author's username. */
  readonly author: string;
  /** Plain text of 1 to 5,000 characters. */
  readonly content: string;
  readonly createdAt: Date;
  readonly tags: readonly string[];
  readonly audience: 'public' | 'followers' | 'friends' | 'private';
}

/** An answer within a conversation: a comment under the post that began it. */
export interface SampleComment {
  readonly id: string;
  /** The id of the post or comment that it answers, which comes before it. */
  readonly answers: string;
  readonly author: string;
  readonly content: string;
  readonly createdAt: Date;
}

export interface Community {
  /** Those who talk with most others first; the people of a smaller community are the first of a larger one's. */
  readonly people: readonly Person[];
  /** Oldest first. */
  readonly posts: readonly SamplePost[];
  /** Oldest first. */
  readonly comments: readonly SampleComment[];
  /** [follower, followed] */
  readonly follows: readonly (readonly [string, string])[];
  /** [who asks, who accepts] */
  readonly friendships: readonly (readonly [string, string])[];
}

/** What a size of nothing in particular means: enough to look alive, small enough to sign up in a minute. */
export const defaultSize = { users: 300, posts: 2_800 } as const satisfies Size;

/** The longest content that the platform takes. */
const longest = 5_000;

function shortened(text: string): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest - 2);
  return `${cut
    .slice(0, Math.max(cut.lastIndexOf('\n\n'), cut.lastIndexOf('. ') + 1, longest / 2))
    .trimEnd()
    .toWellFormed()
    .replace(/\ufffd$/, '')} …`;
}

function content(draft: Draft): string {
  const repeats = draft.title === '' || draft.text.toLowerCase().startsWith(draft.title.toLowerCase().slice(0, 40));
  return shortened(repeats ? draft.text : `${draft.title}\n\n${draft.text}`);
}

/** Of a hundred posts that nobody answered twelve are for followers, eight for friends and seven private. */
function audience(id: string, isAnswered: boolean): SamplePost['audience'] {
  if (isAnswered) return 'public';
  const share = digest(id).below('audience', 100);
  if (share < 12) return 'followers';
  if (share < 20) return 'friends';
  return share < 27 ? 'private' : 'public';
}

/** The tags that each author used more than once, the most used first. */
const favourites = (drafts: readonly Draft[]): Map<string, string[]> => {
  const counts = new Map<string, Map<string, number>>();
  for (const { author, tags } of drafts) {
    const own = counts.get(author) ?? new Map<string, number>();
    counts.set(author, own);
    for (const tag of tags) own.set(tag, (own.get(tag) ?? 0) + 1);
  }
  const sorted = (own: Map<string, number>): string[] =>
    [...own]
      .filter(([, times]) => times > 1)
      .sort(([, one], [, other]) => other - one)
      .map(([tag]) => tag);
  return new Map([...counts].map(([author, own]) => [author, sorted(own)]));
};

/** A third of those who answered each other are friends. */
const friends = (follows: readonly (readonly [string, string])[]): (readonly [string, string])[] => {
  const all = new Set(follows.map((pair) => pair.join('\n')));
  return follows.filter(
    ([one, other]) =>
      one < other && all.has(`${other}\n${one}`) && digest(`${one}\n${other}`).below('friends', 3) === 0,
  );
};

/** The community of a size, of what {@link readSource} gave. */
export function assemble({ drafts, pseudonyms }: Source, size: Size): Community {
  const chosen = select(drafts, size);
  const tags = favourites(chosen);
  const present = new Set(chosen.map((draft) => draft.author));
  const members = busiest(drafts).filter((key) => present.has(key));
  const username = (key: string): string => pseudonyms.get(key)?.username ?? key;
  const follows = answers(chosen).filter(([, followed]) => present.has(followed));
  const all = new Set(chosen.map(({ id }) => id));
  const answered = new Set(chosen.flatMap(({ parent }) => parent ?? []));
  const isAnswer = (draft: Draft): draft is Draft & { readonly parent: string } =>
    draft.parent !== undefined && all.has(draft.parent);
  const named = ([one, other]: readonly [string, string]): [string, string] => [username(one), username(other)];
  return {
    people: members.flatMap((key) => {
      const pseudonym = pseudonyms.get(key);
      return pseudonym ? [profile(key, pseudonym, tags.get(key) ?? [])] : [];
    }),
    posts: chosen
      .filter((draft) => !isAnswer(draft))
      .map((draft) => ({
        id: draft.id,
        author: username(draft.author),
        content: content(draft),
        createdAt: draft.sentAt,
        tags: draft.tags,
        audience: audience(draft.id, answered.has(draft.id)),
      })),
    comments: chosen.filter(isAnswer).map((draft) => ({
      id: draft.id,
      answers: draft.parent,
      author: username(draft.author),
      content: shortened(draft.text),
      createdAt: draft.sentAt,
    })),
    follows: follows.map(named),
    friendships: friends(follows).map(named),
  };
}

let source: Promise<Source> | undefined;

/**
 * A sample community of real conversations under pseudonyms, from the wanted mail of the SpamAssassin corpus (2002, public domain).
 * The same size gives the same community; people keep their pseudonyms over all sizes. The corpus is read on the first call, which
 * takes some seconds, and kept.
 */
export async function community(size: Size | 'all' = defaultSize): Promise<Community> {
  source ??= readSource();
  return assemble(await source, size === 'all' ? {} : { ...defaultSize, ...size });
}
