/** What was asked for, as our own search language reads it. */
export interface Words {
  /** All of them are required. */
  readonly words: readonly string[];
  readonly phrases: readonly string[];
  readonly prefixes: readonly string[];
  readonly tags: readonly string[];
  readonly excluded: readonly string[];
}

const token = /(-?)"([^"]*)"|(-?)(\S+)/g;
const sayingSomething = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
/** Bounds what one query may cost. */
const most = 20;

interface Term {
  readonly kind: keyof Words;
  readonly text: string;
}

const wordTerm = (text: string): Term => {
  if (text.length > 1 && text.startsWith('#')) return { kind: 'tags', text: text.slice(1).toLowerCase() };
  if (text.length > 2 && text.endsWith('*')) return { kind: 'prefixes', text: text.slice(0, -1) };
  return { kind: 'words', text };
};

const termOf = ([, notPhrase, phrase, notWord, word = '']: readonly (string | undefined)[]): Term => {
  if (notPhrase === '-' || notWord === '-') return { kind: 'excluded', text: phrase ?? word };
  return phrase === undefined ? wordTerm(word) : { kind: 'phrases', text: phrase };
};

/**
 * Words, "quoted phrases", -excluded (also -"a phrase"), prefix* and #tags. Everything else is only text: no field names, no
 * operators, nothing of Elasticsearch's own syntax. At most 20 terms, the rest is left out, as are terms without a letter, a
 * digit or an emoji. Letters are in Unicode's NFC, as in the index. Null when there is text but nothing of it can be looked for.
 */
export const parseWords = (query: string): Words | null => {
  const terms = [...query.normalize('NFC').replaceAll(/[“”„]/g, '"').matchAll(token)]
    .map(termOf)
    .filter(({ text }) => sayingSomething.test(text))
    .slice(0, most);
  if (terms.length === 0 && query.trim() !== '') return null;
  const those = (kind: keyof Words) => terms.filter((term) => term.kind === kind).map(({ text }) => text);
  return {
    words: those('words'),
    phrases: those('phrases'),
    prefixes: those('prefixes'),
    tags: those('tags'),
    excluded: those('excluded'),
  };
};
