/** Letters that Elasticsearch's `asciifolding` makes two of, and those whose accent Unicode does not know as one. */
const pairs: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' };
const singles: Readonly<Record<string, string>> = { ø: 'o', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ł: 'l', ŧ: 't' };

const plain = (letter: string): string => {
  const base = letter.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return pairs[letter] ?? singles[letter] ?? (/^[a-z]$/.test(base) ? base : letter);
};

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, offset) => String.fromCodePoint(first + offset));

/** Base letter → itself with all its accented forms in lower case: Latin-1, Latin Extended A and B, and Additional. */
const forms = new Map<string, string>();
for (const letter of [...range(0xdf, 0x24f), ...range(0x1e00, 0x1eff)]) {
  const base = plain(letter);
  if (letter === letter.toLowerCase() && /^[a-z]$/.test(base)) forms.set(base, `${forms.get(base) ?? base}${letter}`);
}

const anyForm = (letter: string): string => {
  const all = forms.get(letter);
  return all === undefined ? letter : `[${all}]`;
};

/** Elasticsearch refuses patterns of more than 1,000 characters; a letter has up to 50 forms. */
const longest = 16;

const patternOf = (base: string): string => {
  const [first, second = ''] = base;
  if (first === undefined) return '.*';
  // Three and more may be joined in several ways.
  const run = /^s{3,}/.exec(base)?.[0].length ?? 0;
  if (run > 0) return `[${forms.get('s') ?? 's'}ß]{${Math.ceil(run / 2)},${run}}${patternOf(base.slice(run))}`;
  const joined = Object.entries(pairs).find(([, two]) => two === first + second)?.[0];
  if (joined === undefined) return anyForm(first) + patternOf(base.slice(first.length));
  return `(${anyForm(first)}${anyForm(second)}|${joined})${patternOf(base.slice(2))}`;
};

export interface Beginning {
  /** In lower case, without the sign. */
  readonly text: string;
  /** A regular expression of Lucene for the tags that begin like this, whatever their accents; exact for 16 letters. */
  readonly pattern: string;
}

/** How a hashtag begins that is being typed; null for what no hashtag can begin with. */
export const tagBeginning = (typed: string): Beginning | null => {
  const text = typed.trim().replace(/^#/, '').normalize('NFC').toLowerCase();
  if (!/^[\p{L}\p{M}\p{N}_]*$/u.test(text)) return null;
  return { text, pattern: patternOf(Array.from(Array.from(text, plain).join('')).slice(0, longest).join('')) };
};
