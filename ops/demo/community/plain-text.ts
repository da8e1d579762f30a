import { decodeHTML } from 'entities';

const blocks = /<\/?(?:p|div|br|tr|table|li|ul|ol|h[1-6]|blockquote|pre|hr|center|dt|dd)\b[^>]*>/gi;

/** The readable text of an HTML mail: no tags, scripts, styles, comments or entities; lines where blocks begin or end. */
export function plainText(html: string): string {
  const text = html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/<(script|style|title|select)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/\s+/g, ' ')
    .replace(blocks, '\n')
    .replace(/<\/td>/gi, ' ')
    .replace(/<[a-z/!?][^>]*(?:>|$)/gi, '');
  return decodeHTML(text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The text without what no text should hold: NUL and other control characters, lone surrogates, byte order marks, replacement characters. */
export function cleanCharacters(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      .replace(/[\t\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
      .replace(/[\u2028\u2029]/g, '\n')
      .toWellFormed()
      // eslint-disable-next-line no-control-regex -- control characters are what it removes
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffd]/g, '')
      .normalize('NFC')
  );
}
