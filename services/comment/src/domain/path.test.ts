import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deepest, endOf, pathOf, type Path } from './path.ts';

const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const below = (ids: readonly number[]): Path | null => ids.reduce<Path | null>((path, one) => pathOf(one, path), null);
const ids = fc.array(id, { minLength: 1, maxLength: 5 });

test('the deepest place fits into the column', () => {
  expect(below(Array.from({ length: deepest }, () => Number.MAX_SAFE_INTEGER))?.length).toBe(2_800);
});

test('siblings come in the order of their ids, and what stands under a place comes before the next one', () => {
  fc.assert(
    fc.property(fc.option(ids), id, id, ids, (above, one, other, under) => {
      fc.pre(one < other);
      const parent = above && below(above);
      const [first, second] = [pathOf(one, parent), pathOf(other, parent)];
      const within = under.reduce<Path>((path, each) => pathOf(each, path), first);
      expect(Buffer.compare(first, within)).toBe(-1);
      expect(Buffer.compare(within, endOf(first))).toBe(-1);
      expect(Buffer.compare(endOf(first), second)).toBe(-1);
    }),
  );
});
