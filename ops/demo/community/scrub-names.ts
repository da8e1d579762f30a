import { type Bearer, fold, type KnownNames, namePattern } from './known-names.ts';
import { ambiguousNames, ordinaryWords } from './ordinary-words.ts';
import type { Pseudonym } from './pseudonym.ts';

interface Word {
  readonly text: string;
  /** Folded, without a possessive s. */
  readonly key: string;
  readonly possessive: string;
  readonly start: number;
  readonly end: number;
}

/** Who takes part in the thread that a text comes from, the text's author first. */
export type Participants = readonly string[];

const wordsIn = (text: string): Word[] =>
  [...text.matchAll(namePattern)].map((match) => {
    const possessive = /['’]s$/i.exec(match[0])?.[0] ?? '';
    const bare = match[0].slice(0, match[0].length - possessive.length);
    return { text: bare, key: fold(bare), possessive, start: match.index, end: match.index + match[0].length };
  });

const isCapital = (text: string): boolean => /^\p{Lu}/u.test(text);

const startsSentence = (text: string, word: Word): boolean =>
  /(?:^|[.!?:\n"“(]\s*)$/.test(text.slice(Math.max(0, word.start - 3), word.start));

const standsAlone = (text: string, word: Word): boolean =>
  /^\s*(?:[,:;.!?)\]]|-|\n|$)/.test(text.slice(word.end, word.end + 4));

/** Somebody else with that given name, as "Tom Waits" or "Kevin Patrick Scannell": a run of capitalised words whose last names nobody known. */
function isStranger(text: string, words: readonly Word[], at: number, known: KnownNames): boolean {
  let last = words[at];
  for (
    let next = words[at + 1];
    last && next && last.possessive === '' && isCapital(next.text);
    next = words[words.indexOf(next) + 1]
  ) {
    if (!/^(?:\.? |-)$/.test(text.slice(last.end, next.start))) break;
    last = next;
  }
  if (!last || last === words[at] || !isCapital(words[at]?.text ?? '')) return false;
  return last.text.length > 2 && !ordinaryWords.has(last.key) && known.bearers(last.key).length === 0;
}

function bearerOf(
  text: string,
  words: readonly Word[],
  at: number,
  known: KnownNames,
  participants: Participants,
): Bearer | undefined {
  const word = words[at];
  if (!word) return undefined;
  const bearers = known.bearers(word.key);
  const present = participants.flatMap((key) => bearers.find((bearer) => bearer.key === key) ?? [])[0];
  const bearer = present ?? bearers[0];
  if (!bearer) return undefined;
  if (ambiguousNames.has(word.key))
    return present && isCapital(word.text) && (!startsSentence(text, word) || standsAlone(text, word))
      ? present
      : undefined;
  if (word.key.length <= 3 && !isCapital(word.text)) return undefined;
  const onlyGiven = bearers.every(({ part }) => part === 'given');
  return !present && onlyGiven && isStranger(text, words, at, known) ? undefined : bearer;
}

/** The full name that begins at a word: whose, and how many words it takes. */
function fullNameAt(
  words: readonly Word[],
  at: number,
  known: KnownNames,
): { key: string; length: number } | undefined {
  for (const { rest, key } of known.fullNames(words[at]?.key ?? '')) {
    if (rest.every((part, offset) => words[at + 1 + offset]?.key === part)) return { key, length: rest.length + 1 };
  }
  return undefined;
}

/** The text with every name of a known person replaced by that person's pseudonym. */
export function scrubNames(
  text: string,
  known: KnownNames,
  pseudonymOf: (key: string) => Pseudonym | undefined,
  participants: Participants,
): string {
  const words = wordsIn(text);
  let scrubbed = '';
  let from = 0;
  const put = (first: Word, last: Word, name: string): void => {
    scrubbed += text.slice(from, first.start) + name + last.possessive;
    from = last.end;
  };
  for (let at = 0; at < words.length; at += 1) {
    const first = words[at];
    if (!first) continue;
    const whole = fullNameAt(words, at, known);
    const last = words[at + (whole?.length ?? 1) - 1];
    const who = whole && pseudonymOf(whole.key);
    if (whole && who && last) {
      put(first, last, `${who.given} ${who.family}`);
      at += whole.length - 1;
      continue;
    }
    const bearer = bearerOf(text, words, at, known, participants);
    const name = bearer && pseudonymOf(bearer.key);
    if (bearer && name) put(first, first, bearer.part === 'family' ? name.family : name.given);
  }
  return scrubbed + text.slice(from);
}
