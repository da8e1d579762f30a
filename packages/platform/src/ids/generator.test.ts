import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstIdAt, idEpoch, idGenerator, timeOfId } from './generator.ts';

const start = idEpoch + 1_000_000;
const forever = Number.MAX_SAFE_INTEGER;

/** A clock that moves by each step, also backwards, and stands still in between. */
const steps = fc.array(
  fc.record({ step: fc.integer({ min: -50_000, max: 2_000 }), ids: fc.integer({ min: 1, max: 300 }) }),
  {
    minLength: 1,
    maxLength: 20,
  },
);

const run = (worker: number, usedUntil: number, moves: readonly { step: number; ids: number }[]) => {
  let now = start;
  const generator = idGenerator(worker, usedUntil, () => now);
  return moves.flatMap(({ step, ids }) => {
    now = Math.max(idEpoch + 1, now + step);
    return Array.from({ length: ids }, () => generator.next(forever) as number);
  });
};

describe('ids of one worker', () => {
  test('only rise, whatever the clock does', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 31 }), (moves, worker) => {
        const ids = run(worker, start, moves);
        expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] as number))).toBe(true);
      }),
    );
  });

  test('stay below 2^53 and tell their worker, until the 41 bits of time are used up', () => {
    const generator = idGenerator(31, 0, () => idEpoch + 2 ** 41 - 1);
    const ids = Array.from({ length: 128 }, () => generator.next(forever) as number);
    expect(ids.at(-1)).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('begin after what the worker may have made before', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: -10_000, max: 10_000 }), (moves, ahead) => {
        const usedUntil = start + ahead;
        expect(timeOfId(run(3, usedUntil, moves)[0] as number)).toBeGreaterThan(usedUntil);
      }),
    );
  });

  test('borrow from the next millisecond when one is used up, and stop at the limit', () => {
    const generator = idGenerator(0, start - 1, () => start);
    const ids = Array.from({ length: 256 }, () => generator.next(start + 1) as number);
    expect(timeOfId(ids[127] as number)).toBe(start);
    expect(timeOfId(ids[128] as number)).toBe(start + 1);
    expect(generator.next(start + 1)).toBeUndefined();
  });

  test('can be looked for by time', () => {
    const id = idGenerator(17, 0, () => start).next(forever) as number;
    expect(id).toBeGreaterThanOrEqual(firstIdAt(start));
    expect(id).toBeLessThan(firstIdAt(start + 1));
  });
});

test('different workers never make the same id', () => {
  fc.assert(
    fc.property(steps, steps, (one, other) => {
      const ids = [...run(4, start, one), ...run(5, start, other)];
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});
