import { expect, test } from '@jest/globals';
import { day, later } from './clock.ts';
import { exportFiles, fileNumber, nextAttemptAt, placeAfter, secondsUntilNext } from './export.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const ago = (milliseconds: number) => later(now, -milliseconds);

test.each([
  ['none', [], 0],
  ['two', [ago(1_000), ago(2_000)], 0],
  ['three', [ago(3_000), ago(2_000), ago(1_000)], 86_397],
  ['three, one of them a day ago', [ago(day), ago(2_000), ago(1_000)], 0],
  ['four, out of order', [ago(1_000), ago(4_000), ago(2_000), ago(3_000)], 86_397],
])('after %s another may be asked for in time', (_, times, seconds) => {
  expect(secondsUntilNext(times, now)).toBe(seconds);
});

test('what fails is tried for half a day, with pauses that grow to an hour, and then given up', () => {
  const pauses: number[] = [];
  for (let at = nextAttemptAt(1, now); at !== null; at = nextAttemptAt(pauses.length + 1, now))
    pauses.push((at.getTime() - now.getTime()) / 1_000);
  expect(pauses).toHaveLength(23);
  expect(pauses[0]).toBeLessThanOrEqual(2);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(3_600);
  const hours = pauses.reduce((sum, pause) => sum + pause, 0) / 3_600;
  expect(hours).toBeGreaterThan(6);
  expect(hours).toBeLessThan(14);
});

test('every file is gone through, once, with all its pages', () => {
  const [first, second] = exportFiles;
  const last = exportFiles.at(-1);
  if (first === undefined || last === undefined) throw new Error('there are no files');
  expect(placeAfter(first, 'x')).toEqual({ file: first.as, after: 'x' });
  expect(placeAfter(first, null)).toEqual({ file: second?.as });
  expect(placeAfter(last, null)).toBeNull();
});

test('the files are counted from the first to the last', () => {
  expect(fileNumber({ place: null })).toBe(1);
  expect(exportFiles.map(({ as }) => fileNumber({ place: { file: as } }))).toEqual(exportFiles.map((_, at) => at + 1));
});
