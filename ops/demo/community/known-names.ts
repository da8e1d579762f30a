import { ambiguousNames, ordinaryWords, particles } from './ordinary-words.ts';
import type { Sender } from './people.ts';

export type Part = 'given' | 'family';

/** One person that a word or a sequence of words may mean. */
export interface Bearer {
  readonly key: string;
  readonly part: Part;
  readonly written: number;
}

/** The names of all people of the data set, as texts may hold them. */
export interface KnownNames {
  /** Who bears this word as a given or family name or as an address's local part; the most prolific first. */
  readonly bearers: (word: string) => readonly Bearer[];
  /** Full names beginning with this word, the longest first, each with the words that follow. */
  readonly fullNames: (word: string) => readonly { readonly rest: readonly string[]; readonly key: string }[];
}

/** A word as names are compared: lower case, no accents, no apostrophes. */
export const fold = (word: string): string =>
  /^[A-Za-z]+$/.test(word)
    ? word.toLowerCase()
    : word
        .toLowerCase()
        .normalize('NFD')
        .replace(/[\p{M}'’]/gu, '')
        .replace(/[øł]/g, (letter) => (letter === 'ø' ? 'o' : 'l'));

export const namePattern = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*/gu;

const wordsOf = (text: string): string[] => (text.match(namePattern) ?? []).map(fold);

/** Whether a word names somebody wherever it stands. */
export const isDistinctive = (word: string): boolean =>
  word.length > 3 && !ordinaryWords.has(word) && !ambiguousNames.has(word) && !particles.has(word);

const names = (word: string): boolean => word.length > 1 && !ordinaryWords.has(word) && !particles.has(word);

/** The words of a personal name; empty for an organisation's. */
export function personalName(name: string): string[] {
  const words = wordsOf(name);
  return words.length > 0 && words.length <= 4 && words.some(names) ? words : [];
}

function partsOf(sender: Sender): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const address of sender.addresses) {
    for (const word of wordsOf(address.replace(/@.*/, '')))
      if (word.length > 2 && names(word)) parts.set(word, 'given');
  }
  for (const name of sender.names) {
    const words = personalName(name);
    words.forEach((word, at) => {
      if (names(word)) parts.set(word, words.length > 1 && at === words.length - 1 ? 'family' : 'given');
    });
  }
  return parts;
}

/** Indexes the names of the given people; those who never wrote count with their full name only. */
export function knownNames(people: Iterable<Sender>): KnownNames {
  const bearers = new Map<string, Bearer[]>();
  const fullNames = new Map<string, { rest: string[]; key: string }[]>();
  const addFullName = (words: readonly string[], key: string): void => {
    const [first, ...rest] = words;
    if (first === undefined || rest.length === 0) return;
    fullNames.set(
      first,
      [...(fullNames.get(first) ?? []), { rest, key }].sort((one, other) => other.rest.length - one.rest.length),
    );
  };
  for (const sender of people) {
    for (const name of sender.names) {
      const words = personalName(name);
      addFullName(words, sender.key);
      if (words.some((word) => word.length === 1))
        addFullName(
          words.filter((word) => word.length > 1),
          sender.key,
        );
    }
    if (sender.written === 0) continue;
    for (const [word, part] of partsOf(sender))
      bearers.set(word, [...(bearers.get(word) ?? []), { key: sender.key, part, written: sender.written }]);
  }
  for (const some of bearers.values())
    some.sort((one, other) => other.written - one.written || (one.key < other.key ? -1 : 1));
  return { bearers: (word) => bearers.get(word) ?? [], fullNames: (word) => fullNames.get(word) ?? [] };
}
