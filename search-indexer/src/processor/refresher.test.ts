import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { setLogLevel } from '@concord/platform';
import { refresher } from './refresher.ts';

setLogLevel('silent');

let times: number[];
let answer: () => Promise<void>;
const make = (minIntervalMs = 25, restMs = 1_000) =>
  refresher({
    minIntervalMs,
    restMs,
    refresh: () => {
      times.push(performance.now());
      return answer();
    },
  });

beforeEach(() => {
  jest.useFakeTimers();
  times = [];
  answer = () => Promise.resolve();
});
afterEach(() => {
  jest.useRealTimers();
});

/** What is written in one turn is refreshed in the next. */
const nextTurn = () => jest.advanceTimersByTimeAsync(0);

test('what is written while it is quiet is refreshed at once, and what is written in the same turn with it', async () => {
  const refreshing = make();
  refreshing.wrote('posts', [Date.now()], true);
  refreshing.wrote('posts', [Date.now()], true);
  await nextTurn();
  expect(times).toHaveLength(1);
});

test('many writes are refreshed together, never more often than allowed, and none is left out', async () => {
  const refreshing = make(25);
  for (let written = 0; written < 100; written += 1) {
    refreshing.wrote('posts', [Date.now()], true);
    await jest.advanceTimersByTimeAsync(5);
  }
  await jest.advanceTimersByTimeAsync(25);
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(25);
  expect(times.length).toBeGreaterThan(9);
  const before = times.length;
  await jest.advanceTimersByTimeAsync(5_000);
  expect(times).toHaveLength(before);
});

test('a slow refresh is waited for, and what came meanwhile goes with one more after a rest of half the time', async () => {
  let finish: () => void = () => undefined;
  answer = () => new Promise((resolve) => (finish = resolve));
  const refreshing = make(25);
  refreshing.wrote('posts', [0], true);
  await jest.advanceTimersByTimeAsync(500);
  refreshing.wrote('posts', [0], true);
  refreshing.wrote('posts', [0], true);
  expect(times).toHaveLength(1);
  finish();
  await jest.advanceTimersByTimeAsync(249);
  expect(times).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(1);
  expect(times).toHaveLength(2);
});

test('the more is written the rarer it refreshes, but at least once in the time of rest', async () => {
  const gapAt = async (perMs: number) => {
    times = [];
    const refreshing = make(25, 1_000);
    for (let elapsed = 0; elapsed < 6_000; elapsed += 5) {
      refreshing.wrote('posts', Array<number>(perMs * 5).fill(0), true);
      await jest.advanceTimersByTimeAsync(5);
    }
    await refreshing.stop();
    return Math.round((times.at(-1) ?? 0) - (times.at(-2) ?? 0));
  };
  expect(await gapAt(0.2)).toBe(25);
  expect(await gapAt(1)).toBe(125);
  expect(await gapAt(50)).toBe(1_000);
});

test('with a backlog it rests, and an urgent write ends the rest', async () => {
  const refreshing = make(25, 1_000);
  refreshing.wrote('posts', [0], false);
  refreshing.wrote('posts', [0], false);
  await jest.advanceTimersByTimeAsync(900);
  expect(times).toHaveLength(1);
  refreshing.wrote('posts', [0], true);
  await jest.advanceTimersByTimeAsync(0);
  expect(times).toHaveLength(2);
});

test('indices do not wait for each other, and a failure does not end it', async () => {
  answer = () => Promise.reject(new Error('away'));
  const refreshing = make(25);
  refreshing.wrote('posts', [0], true);
  refreshing.wrote('users', [0], true);
  await nextTurn();
  expect(times).toHaveLength(2);
  await jest.advanceTimersByTimeAsync(30);
  refreshing.wrote('posts', [0], true);
  await nextTurn();
  expect(times).toHaveLength(3);
});

test('once stopped it does nothing more', async () => {
  const refreshing = make(25);
  refreshing.wrote('posts', [0], true);
  await nextTurn();
  refreshing.wrote('posts', [0], true);
  await refreshing.stop();
  await jest.advanceTimersByTimeAsync(5_000);
  expect(times).toHaveLength(1);
});
