import { expect, test } from '@jest/globals';
import { evenDelay } from './even-time.ts';

test.each([
  [0, 0],
  [1, 99],
  [52, 48],
  [99.5, 0.5],
  [100, 0],
  [101, 99],
  [1_234, 66],
])('after %d ms an answer waits %d more', (elapsed, delay) => expect(evenDelay(elapsed)).toBeCloseTo(delay));
