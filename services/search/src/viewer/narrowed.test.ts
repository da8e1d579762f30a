import { expect, test } from '@jest/globals';
import { narrowed } from './narrowed.ts';

const at = 1_000_000;
const begins = { active: true, version: 1 };
const ends = { active: false, version: 2 };

test('an author is left out from the beginning of a narrowing', () => {
  const subjects = narrowed();
  subjects.apply(1, begins, at);
  expect([subjects.list(null), subjects.list(at + 60_000)]).toEqual([[1], [1]]);
});

test('after its end they stay left out until the index has certainly come past it', () => {
  const subjects = narrowed();
  subjects.apply(1, begins, at);
  subjects.apply(1, ends, at + 100);
  expect([subjects.list(null), subjects.list(at), subjects.list(at + 2_000)]).toEqual([[1], [1], [1]]);
  expect(subjects.list(at + 3_000)).toEqual([]);
});

test('an older row that comes late changes nothing', () => {
  const subjects = narrowed();
  subjects.apply(1, { ...begins, version: 3 }, at + 200);
  subjects.apply(1, ends, at + 100);
  expect(subjects.list(at + 60_000)).toEqual([1]);
});
