import { digest } from './digest.ts';
import { type NameList, nameLists } from './name-lists.ts';

/** Who a sender is in the sample community. */
export interface Pseudonym {
  /** Matches `^[a-z0-9_]{3,30}$` and is unique within one {@link pseudonyms} call. */
  readonly username: string;
  /** The name as its bearer writes it, at times not in Latin letters. */
  readonly displayName: string;
  /** What stands in a text in place of the bearer's real given and family name, in Latin letters. */
  readonly given: string;
  readonly family: string;
  readonly place: string;
}

interface Spelling {
  readonly latin: string;
  readonly native: string;
}

const spelling = (entry: string): Spelling => {
  const [latin = entry, native = latin] = entry.split('|');
  return { latin, native };
};

/** Letters that Unicode does not decompose. */
const undecomposed: Record<string, string> = { ø: 'o', đ: 'd', ł: 'l', ı: 'i', ß: 'ss', æ: 'ae' };

const plain = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[øđłıßæ]/g, (letter) => undecomposed[letter] ?? letter)
    .replace(/[^a-z0-9]/g, '');

function nativeName(names: NameList, given: Spelling, family: Spelling): string {
  if (names.native === 'familygiven') return family.native + given.native;
  return names.native === 'family given' ? `${family.native} ${given.native}` : `${given.native} ${family.native}`;
}

function usernameOf(given: string, family: string, style: number): string {
  const [first, last] = [plain(given), plain(family)];
  return (
    [
      `${first}_${last}`,
      `${first}${last}`,
      `${first}_${last.charAt(0)}`,
      `${last}_${first.charAt(0)}`,
      `${first}${last.charAt(0)}`,
    ][style] ?? first
  );
}

function candidate(key: string, attempt: number): Pseudonym {
  const choice = digest(`${key}\n${attempt}`);
  const names = choice.pick('language', nameLists);
  const given = spelling(choice.pick('given', names.given));
  const family = spelling(choice.pick('family', names.family));
  const native = choice.below('spelling', 2) === 0;
  return {
    username: usernameOf(given.latin, family.latin, choice.below('username', 5)),
    displayName: native ? nativeName(names, given, family) : `${given.latin} ${family.latin}`,
    given: given.latin,
    family: family.latin,
    place: choice.pick('place', names.places),
  };
}

const numbered = (username: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(username) && username.length >= 3) return username;
  for (let number = 2; ; number += 1) {
    const name = `${username}${number}`;
    if (!taken.has(name) && name.length >= 3) return name;
  }
};

/**
 * A pseudonym for each key. The same set of keys gives the same pseudonyms in whichever order it comes;
 * usernames and display names are unique while the lists suffice (some 2,000 names).
 */
export function pseudonyms(keys: Iterable<string>): Map<string, Pseudonym> {
  const usernames = new Set<string>();
  const fullNames = new Set<string>();
  const found = new Map<string, Pseudonym>();
  for (const key of [...new Set(keys)].sort()) {
    let name = candidate(key, 0);
    for (let attempt = 1; attempt < 20 && fullNames.has(`${name.given} ${name.family}`); attempt += 1)
      name = candidate(key, attempt);
    const username = numbered(name.username, usernames);
    usernames.add(username);
    fullNames.add(`${name.given} ${name.family}`);
    found.set(key, { ...name, username });
  }
  return found;
}
