import { expect, test } from '@jest/globals';
import { narrowedAuthors } from './narrowed.ts';

const at = 1_000_000;
const begins = { user_id: 1, active: true, version: 1 };
const ends = { user_id: 1, active: false, version: 2 };

test('an author is left out from the beginning of a narrowing', () => {
  const narrowed = narrowedAuthors();
  narrowed.apply(begins, at);
  expect([narrowed.list(null), narrowed.list(at + 60_000)]).toEqual([[1], [1]]);
});

test('after its end they stay left out until the index has certainly come past it', () => {
  const narrowed = narrowedAuthors();
  narrowed.apply(begins, at);
  narrowed.apply(ends, at + 100);
  expect([narrowed.list(null), narrowed.list(at), narrowed.list(at + 2_000)]).toEqual([[1], [1], [1]]);
  expect(narrowed.list(at + 3_000)).toEqual([]);
});

test('an older row that comes late changes nothing', () => {
  const narrowed = narrowedAuthors();
  narrowed.apply({ ...begins, version: 3 }, at + 200);
  narrowed.apply(ends, at + 100);
  expect(narrowed.list(at + 60_000)).toEqual([1]);
});
