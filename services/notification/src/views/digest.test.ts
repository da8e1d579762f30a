import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digest } from './digest.ts';
import { sentence, type Told } from './sentence.ts';

const told = (own: Partial<Told> = {}): Told => ({ type: 'like', commentId: null, people: 1, names: ['Ada'], ...own });
const made = (...all: Told[]) =>
  digest({
    to: 'a@example.org',
    told: all,
    publicUrl: 'https://here.example',
    unsubscribe: (type) => `token-${type ?? 'all'}`,
  });

test.each([
  [told(), 'Ada reacted to your post'],
  [told({ commentId: 5 }), 'Ada reacted to your comment'],
  [told({ people: 2, names: ['Ada', 'Eve'] }), 'Ada and Eve reacted to your post'],
  [told({ people: 3, names: ['Ada', 'Eve'] }), 'Ada, Eve and 1 other reacted to your post'],
  [told({ people: 14, names: ['Ada', 'Eve'], type: 'comment' }), 'Ada, Eve and 12 others commented on your post'],
  [told({ type: 'system', people: 0, names: [] }), 'There is news from this community'],
  [told({ names: [], type: 'follow' }), 'Somebody followed you'],
  [told({ names: ['a\r\nBcc: eve@example.org\u2028\u202e'], type: 'follow' }), 'a Bcc: eve@example.org followed you'],
  [told({ names: ['x'.repeat(80)], type: 'follow' }), `${'x'.repeat(39)}… followed you`],
])('%j', (one, text) => {
  expect(sentence(one)).toBe(text);
});

test('one mail tells everything, and how to be told no more', () => {
  const mail = made(told(), told({ type: 'follow', names: ['Eve'] }), told({ type: 'follow', names: ['Bob'] }));
  expect(mail.subject).toBe('Ada reacted to your post, and 2 more');
  expect(mail.text).toContain('- Ada reacted to your post\n- Eve followed you\n- Bob followed you\n');
  expect(mail.text).toContain(
    'No more mail about new followers: https://here.example/unsubscribe#token=token-follow\n',
  );
  expect(mail.headers).toMatchObject({
    'List-Unsubscribe': '<https://here.example/v1/unsubscriptions/token-all>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
});

test('a long mail ends somewhere, and says so', () => {
  const mail = made(...Array.from({ length: 50 }, () => told()));
  expect(mail.text.match(/^- /gm)).toHaveLength(30);
  expect(mail.text).toContain('… and 20 more');
});

test('no name becomes markup, a line or a header of its own', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom('<b>', '"\'>', '&amp;', '\r\n', '\u2029'),
      (name, bad) => {
        const mail = made(told({ names: [`${name}${bad}${name}`] }));
        expect(mail.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(mail.text.split('\n')).toHaveLength(made(told()).text.split('\n').length);
        expect(mail.html?.match(/<[^>]*>/g)).toEqual(made(told()).html?.match(/<[^>]*>/g));
      },
    ),
  );
});
