import { expect, test } from '@jest/globals';
import { backoff } from './backoff.ts';

test('waits 200 ms before the first restart and doubles up to 10 s', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 40].map(backoff)).toEqual([
    200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000, 10_000,
  ]);
});
