/** A line that its writer broke on purpose: lists, tables, code, addresses. */
const shaped = /^\s*(?:[-*+•#$%&=~<>|[\]{}]|o\s|\d{1,3}[.):]\s|[A-Za-z][.)]\s|\w+:\/\/)|\S {3,}\S|[{};\\]$|^\s{2,}/;

/** Lines of a mail are wrapped at 60 to 80 letters; a paragraph whose lines are all shorter was broken by hand. */
const leastWidth = 52;

const firstWord = (line: string): number => line.trimStart().search(/\s|$/);

/** Whether a wrapping mail program, not the writer, ended `line` before `next`: the next word had not fitted. */
const wasWrapped = (line: string, next: string, width: number): boolean =>
  !shaped.test(line) && !shaped.test(next) && line.length + firstWord(next) >= width - 6;

/** A paragraph that its writer indented as a whole, by a blank or a few. */
const dedented = (paragraph: string): string =>
  /^ {1,4}["'(]?[A-Z][^\n]{40,}(?:\n {0,4}\S.*)*$/.test(paragraph) ? paragraph.replace(/^ {1,4}/gm, '') : paragraph;

function joined(paragraph: string): string {
  const lines = paragraph.split('\n');
  const width = Math.min(80, Math.max(...lines.filter((line) => !shaped.test(line)).map((line) => line.length)));
  if (width < leastWidth) return paragraph;
  return lines.reduce((text, line, at) =>
    wasWrapped(lines[at - 1] ?? '', line, width) ? `${text} ${line.trim()}` : `${text}\n${line}`,
  );
}

/** Rules drawn across the page: gone where they fill a line, short where they stand beside words. */
const withoutRules = (text: string): string =>
  text
    .replace(/^[^\S\n]*[-=_*~+#]{8,}[^\S\n]*$/gm, '')
    .replace(/([-=_*~#])\1{19,}/g, '$1$1$1')
    .replace(/\n{3,}/g, '\n\n');

/** Joins the lines of prose that a mail program wrapped; lists, code and verse keep their lines. */
export const reflow = (text: string): string =>
  withoutRules(text)
    .split(/\n{2,}/)
    .map((paragraph) => joined(dedented(paragraph)))
    .join('\n\n');
