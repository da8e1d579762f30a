import { expect, test } from '@jest/globals';
import { percentile, samples } from './samples.ts';

test('a percentile is the value at that rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  expect([percentile(hundred, 0.5), percentile(hundred, 0.99), percentile([7], 0.99)]).toEqual([50, 99, 7]);
  expect(percentile([], 0.5)).toBeNull();
});

test('what is older than asked for does not count any more', () => {
  let now = 0;
  const kept = samples(1_000, () => now);
  kept.add(5);
  now = 600;
  kept.add(3);
  expect(kept.sorted()).toEqual([3, 5]);
  now = 1_500;
  expect(kept.sorted()).toEqual([3]);
});
