import { attribution, endings, noise } from './boilerplate.ts';

const quoted = /^\s{0,4}(?:[A-Za-z]{0,3}>|[|»]|\}(?= \S)|[:%)](?= |$)|--\])/;
const forwardedHeader =
  /^\s{0,8}(?:From|To|Cc|Sent|Date|Subject|In-Reply-To|References|Reply-To|Sender|Message-Id|Mailing-List|Content-\S+|MIME-Version|X-\S+|Received|Return-Path|Delivered-To|List-\S+|Precedence|Status|Organization|Approved-By):\s/i;

const introduces = /^(?:On|At|In|Quoting|Am|Le|Once upon)\b|\S@\S|\b\d{1,2}:\d{2}\b/;

/** Where the attribution before a quotation begins ("On Friday … Jane wrote:", at most three lines); `lines.length` when there is none. */
function attributionStart(lines: readonly string[]): number {
  let end = lines.length;
  while (end > 0 && lines[end - 1] === '') end -= 1;
  const start = lines.lastIndexOf('', end - 1) + 1;
  const last = lines[end - 1]?.trim() ?? '';
  const opensMail = start === 0 && /(?::|\.\.\.|…)$/.test(last);
  if (end === 0 || !(attribution.test(last) || opensMail)) return lines.length;
  return end - start <= 3 && (opensMail || introduces.test(lines[start]?.trim() ?? '')) ? start : end - 1;
}

const leftOver = (line: string, next: string): boolean => {
  if (/^\s{0,3}(?:On|At|In)\b.{5,100}\b(?:wrote|writes):$/.test(line)) return true;
  if (next !== '') return false;
  const date = /^\s{0,3}On .{0,20}\d{4},? (?:at )?\d{1,2}:\d{2}\S*(?: [-+]\d{4})?(?: \(\w+\))?$/;
  return date.test(line) || (attribution.test(line) && /\b(?:wrote|writes|schrieb|skrev)\b/.test(line));
};

/** The end of a quoted line that a mail program wrapped once more: it stands between quoted lines without its sign. */
const isBrokenQuote = (line: string, before: string | undefined, after: string | undefined): boolean => {
  if (line.trim() === '' || before === undefined || after === undefined || !quoted.test(before) || !quoted.test(after))
    return false;
  return line.trim().split(/\s+/).length <= 3 || (before.length >= 66 && /^[^\p{Lu}]/u.test(line));
};

/** A sign of quotation of the writer's own, as "# ": at least three lines have it, the first of them right after an attribution. */
function ownSign(lines: readonly string[]): string | undefined {
  const filled = lines.filter((line) => line !== '');
  const after = filled.findIndex((line) => /\b(?:wrote|writes|said):$/.test(line));
  const sign = /^[#*+=!&$](?= |$)/.exec(filled[after + 1] ?? '')?.[0];
  return after >= 0 && sign && filled.filter((line) => line.startsWith(sign)).length >= 3 ? sign : undefined;
}

function withoutQuotes(text: string): string {
  const kept: string[] = [];
  const lines = text.split('\n').map((line) => line.trimEnd());
  const sign = ownSign(lines);
  lines.forEach((line, at) => {
    if (isBrokenQuote(line, lines[at - 1], lines[at + 1])) return;
    if (quoted.test(line) || (sign !== undefined && line.startsWith(sign)))
      kept.splice(attributionStart(kept), kept.length, '');
    else kept.push(line);
  });
  return kept.filter((line, at) => !leftOver(line, kept[at + 1] ?? '')).join('\n');
}

/** Everything before the first ending that stands after some words of the sender's own. */
function withoutEnding(text: string): string {
  let end = text.length;
  for (const ending of endings) {
    const at = new RegExp(ending.source, `${ending.flags.replace('m', '')}m`).exec(text)?.index;
    if (at !== undefined && at < end) end = at;
  }
  if (end === text.length || /\p{L}{2}/u.test(text.slice(0, end))) return text.slice(0, end);
  const [, ...inner] = text.slice(end).split('\n');
  return withoutEnding(inner.filter((line) => !forwardedHeader.test(line)).join('\n'));
}

/** The text without the header lines of another mail that it begins with. */
function withoutLeadingHeaders(text: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.trim() !== '' && !forwardedHeader.test(line));
  return start > 0 ? lines.slice(start).join('\n') : text;
}

/** The sender's own words of a mail's body: no quotations, attributions, signatures, list footers, PGP or MIME remains. */
export function cleanBody(text: string): string {
  const bare = noise.reduce(
    (rest, pattern) => rest.replace(pattern, ''),
    text.replace(/[^\S\n]+$/gm, '').replace(/^- (?=-)/gm, ''),
  );
  const own = withoutEnding(withoutLeadingHeaders(withoutQuotes(bare)).replace(/^\n+|\s+$/g, ''));
  return own.replace(/\n{3,}/g, '\n\n').replace(/^\n+|\s+$/g, '');
}
