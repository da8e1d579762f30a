import { expect, test } from '@jest/globals';
import { growingPause } from './growing-pause.ts';

const bounds = { firstMs: 100, mostMs: 1_000 };

test('doubles with each failure up to its bound', () => {
  expect([1, 2, 3, 4, 5, 1_000].map((failures) => growingPause(failures, bounds, 1))).toEqual([
    ...[100, 200, 400, 800, 1_000, 1_000],
  ]);
});

test('is between half and all of it', () => {
  expect(growingPause(2, bounds, 0)).toBe(100);
  for (let times = 0; times < 100; times += 1) {
    const pause = growingPause(2, bounds);
    expect(pause >= 100 && pause <= 200).toBe(true);
  }
});
