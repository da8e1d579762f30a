import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { state } from '../streams.ts';
import type { StateStream } from './stream.ts';
import { formatReceipts, mostReceipts, parseReceipts, receipt } from './receipt.ts';

const streams = Object.values(state).flatMap((service) => Object.values<StateStream>(service));

test('what is written is read again, for every stream there is', () => {
  const id = fc.integer({ min: 1, max: 2 ** 53 - 1 });
  const any = fc
    .record({
      stream: fc.constantFrom(...streams),
      key: fc.array(id, { minLength: 1, maxLength: 3 }),
      version: fc.nat(),
    })
    .map(({ stream, key, version }) => receipt(stream, key, version + 1));
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: mostReceipts }), (receipts) => {
      expect(parseReceipts(formatReceipts(receipts))).toEqual(receipts);
    }),
  );
});

test.each([
  ...['', ' ', 'post.posts', 'post.posts:1', 'post.posts::1', 'post.posts:1:0', 'post.posts:1:01', 'post.posts:1:-1'],
  ...[
    'post.posts:1:1e9',
    'post.posts:1:1234567890123456',
    'posts:1:1',
    'post.posts:1:1,',
    'post.posts:1:1 post.posts:2:1',
  ],
  ...['post.posts:1:2:3:4:5', 'post.posts:a b:1', "post.posts:1' OR 1:1", 'POST.posts:1:1'],
])('%j is no receipt', (text) => {
  expect(parseReceipts(text)).toBeNull();
});

test('more than may be waited for are none', () => {
  const many = Array.from({ length: mostReceipts + 1 }, (_, n) => `post.posts:${n + 1}:1`);
  expect(parseReceipts(many.join(','))).toBeNull();
  expect(parseReceipts(many.slice(1).join(','))).toHaveLength(mostReceipts);
});
