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
/** Bounds what one query may cost. */
const most = 20;

type Kind = keyof Words;
const kindOf = (text: string): { kind: Kind; text: string } => {
  if (text.length > 1 && text.startsWith('#')) return { kind: 'tags', text: text.slice(1).toLowerCase() };
  if (text.length > 2 && text.endsWith('*')) return { kind: 'prefixes', text: text.slice(0, -1) };
  return { kind: 'words', text };
};

/**
 * Words, "quoted phrases", -excluded (also -"a phrase"), prefix* and #tags. Everything else is only text: no field names, no
 * operators, nothing of Elasticsearch's own syntax. At most 20 terms; the rest is left out.
 */
export const parseWords = (query: string): Words => {
  const found: Record<Kind, string[]> = { words: [], phrases: [], prefixes: [], tags: [], excluded: [] };
  for (const [, notPhrase, phrase, notWord, word] of [...query.matchAll(token)].slice(0, most)) {
    if (phrase !== undefined) {
      if (phrase.trim() !== '') found[notPhrase === '-' ? 'excluded' : 'phrases'].push(phrase);
    } else if (notWord === '-') {
      found.excluded.push(word ?? '');
    } else {
      const { kind, text } = kindOf(word ?? '');
      found[kind].push(text);
    }
  }
  return found;
};
