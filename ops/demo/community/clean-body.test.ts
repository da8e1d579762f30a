import { expect, test } from '@jest/globals';
import { cleanBody } from './clean-body.ts';
import { cleanCharacters } from './plain-text.ts';
import { reflow } from './reflow.ts';
import { withoutContactBlock, withoutSignOff } from './sign-off.ts';

test('leaves the writer’s own words, without quotations and who they are from', () => {
  const body =
    'On Fri, 9 Aug 2002 at 10:00,\n"Jane Doe" <jane@example.org> wrote:\n> Is it?\n>> It is.\n\nIt was.\n\nJoe wrote:\n\nJD> And\nJD> then?\n\nNot since.\n';
  expect(cleanBody(body)).toBe('It was.\n\nNot since.');
});

test('drops the broken ends of quoted lines, not lines that happen to hold a bracket or a colon', () => {
  const quoted =
    '> a line that a mail program found too long for a reader with eighty letters\nto be\n> seen whole\n\nNote: kept\nfile) kept too';
  expect(cleanBody(quoted)).toBe('Note: kept\nfile) kept too');
});

test.each([
  ['a signature', 'Words.\n-- \nJane Doe\n+1 555 0100'],
  [
    'a list’s footer',
    'Words.\n_______________________________________________\nRazor-users mailing list\nRazor-users@example.org',
  ],
  [
    'a sponsor',
    'Words.\n\n-------------------------------------------------------\nThis sf.net email is sponsored by: somebody\nhttp://example.org',
  ],
  [
    'an advertisement',
    'Words.\n\n------------------------ Yahoo! Groups Sponsor ---------------------~-->\nBuy\nhttp://example.org\n------~->\n\nTo unsubscribe from this group, send an email to:\nx@y.example',
  ],
  [
    'a PGP envelope',
    '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\nWords.\n-----BEGIN PGP SIGNATURE-----\n\niQEV\n-----END PGP SIGNATURE-----',
  ],
  ['the mail that was answered', 'Words.\n\n-----Original Message-----\nFrom: Jane\nMore'],
])('drops %s', (_, body) => {
  expect(cleanBody(body)).toBe('Words.');
});

test('keeps the words of a mail that only forwards', () => {
  expect(cleanBody('--- begin forwarded text\nFrom: Jane\nSubject: x\n\nNews.')).toBe('News.');
});

test('cuts where the writer signs, and a last block of contacts', () => {
  const own = new Set(['jane', 'doe']);
  expect(withoutSignOff('Words.\n\nCheers,\n\n  --Jane D. Doe\nAcme Ltd.', own)).toBe('Words.\n\nCheers,');
  expect(withoutSignOff('Jane\nis my name.', own)).toBe('Jane\nis my name.');
  expect(withoutContactBlock('Words.\n\nAcme Ltd\n[phone]')).toBe('Words.');
});

test('joins the lines of prose and leaves lists, code and verse', () => {
  const prose =
    'This is a paragraph that a mail program wrapped at some point\nand that goes on here for a while until it comes to its end,\nhere.';
  expect(reflow(prose)).toBe(prose.replaceAll('\n', ' '));
  const verse = 'Roses are red\nViolets are blue';
  expect(reflow(verse)).toBe(verse);
  const code = `int main(int argc, char **argv, char **environment_of_it) {\n    return 0;\n}`;
  expect(reflow(code)).toBe(code);
});

test('removes characters that no text should hold', () => {
  expect(cleanCharacters('a\u0000b\ud800c\r\nd\u00a0e\u200b\ufefff')).toBe('abc\nd ef');
});
