import { expect, test } from '@jest/globals';
import { distribution, median } from './distribution.ts';

test('percentiles are values that were measured, by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(distribution(hundred)).toEqual({ count: 100, p50: 50, p95: 95, p99: 99, max: 100 });
  expect(distribution([7])).toEqual({ count: 1, p50: 7, p95: 7, p99: 7, max: 7 });
});

test('of nothing nothing is said', () => {
  expect(distribution([])).toEqual({ count: 0, p50: null, p95: null, p99: null, max: null });
  expect(median([])).toBe(0);
});
