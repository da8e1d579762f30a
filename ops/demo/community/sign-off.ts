import { fold, namePattern } from './known-names.ts';

const filler = /^(?:cheers|thanks|thx|regards|best|yours|sincerely|hth|ta|ciao|bye|later|slainte|love)$/;

const isSignature = (line: string, own: ReadonlySet<string>): boolean => {
  const words = (line.replace(/\(.*?\)|\S*(?:@|:\/\/)\S*/g, '').match(namePattern) ?? [])
    .map(fold)
    .filter((word) => !filler.test(word));
  return (
    line.length <= 80 &&
    words.length > 0 &&
    words.length <= 4 &&
    words.some((word) => own.has(word)) &&
    words.every((word) => own.has(word) || word.length === 1)
  );
};

const isRule = (line: string): boolean => /^\s*[-=_*~+#.]{2,}\s*$/.test(line);

/** A last line of one capitalised word or of initials is a nickname, and so is any one word after a blank line, unless it is a farewell. */
const nickname = /\n\s*[-–—~/*]*\s*(\p{Lu}\p{L}{0,11}|\p{L}{1,3})[.,]?$|\n\n[-–—~/* ]*(\p{L}{2,12})$/u;

const withoutNickname = (text: string): string =>
  text
    .replace(nickname, (line, short?: string, word?: string) => (filler.test(fold(short ?? word ?? '')) ? line : ''))
    .trimEnd();

/** The text up to where its author signs: a line with nothing but words of the author's own name, or a rule, among the last ten. */
export function withoutSignOff(text: string, own: ReadonlySet<string>): string {
  const lines = text.split('\n');
  const filled = lines.flatMap((line, at) => (line.trim() === '' ? [] : [at])).slice(1);
  const cut = filled.slice(-10).find((at) => isSignature(lines[at] ?? '', own) || isRule(lines[at] ?? ''));
  return withoutNickname((cut === undefined ? lines : lines.slice(0, cut)).join('\n').trimEnd());
}

/** The text without a last paragraph that is only contact lines, as "Acme Ltd. / [phone] / http://…". */
export function withoutContactBlock(text: string): string {
  const paragraphs = text.split(/\n\n+/);
  const last = (paragraphs.at(-1) ?? '').split('\n');
  const contacts = last.filter((line) => /\[(?:email|phone)\]|^\S*:\/\/\S+$/.test(line.trim())).length;
  const short = last.every((line) => line.length <= 60 && !/[a-z][.?!]$/.test(line));
  return paragraphs.length > 1 && last.length <= 8 && contacts > 0 && short
    ? paragraphs.slice(0, -1).join('\n\n').trim()
    : text;
}
