import { expect, test } from '@jest/globals';
import { atMostEvery } from './at-most-every.ts';

test('runs at once, and again only when the time is over', () => {
  let [now, ran] = [0, 0];
  const run = atMostEvery(
    5_000,
    () => (ran += 1),
    () => now,
  );
  for (now = 0; now < 12_000; now += 1_000) run();
  expect(ran).toBe(3);
});
