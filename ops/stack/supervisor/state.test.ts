import { expect, test } from '@jest/globals';
import { reasonOf } from './reason.ts';
import { ended, entered, newPart } from './state.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds));

test('a part that ends is due again after the wait and remembers why it ended', () => {
  const ready = { ...entered(newPart(at(0)), 'ready', at(1)), process: { pid: 7, started: 70 } };
  const after = ended(ready, 'killed (SIGKILL)', 1, 200, at(5));
  expect(after).toMatchObject({ phase: 'backoff', failures: 1, restartCount: 1, retryAt: '2026-01-01T12:00:05.200Z' });
  expect(after.process).toBeUndefined();
  expect(after.restarts).toEqual([{ at: '2026-01-01T12:00:05.000Z', reason: 'killed (SIGKILL)' }]);
});

test('only the latest twenty ends are kept, but all are counted', () => {
  let part = newPart(at(0));
  for (let n = 1; n <= 25; n += 1) part = ended(part, `end ${n}`, n, 200, at(n));
  expect(part.restartCount).toBe(25);
  expect(part.restarts).toHaveLength(20);
  expect(part.restarts[0]?.reason).toBe('end 6');
});

test('a restart that has begun is no longer due', () => {
  const waiting = ended(newPart(at(0)), 'x', 1, 200, at(1));
  expect(entered(waiting, 'starting', at(2)).retryAt).toBeUndefined();
});

test.each([
  [{ code: null, signal: 'SIGKILL', memoryKill: true }, 'killed by the system for lack of memory (exit 137)'],
  [{ code: 137, signal: null, memoryKill: true }, 'killed by the system for lack of memory (exit 137)'],
  [{ code: null, signal: 'SIGKILL', memoryKill: false }, 'killed (SIGKILL)'],
  [{ code: null, signal: 'SIGSEGV', memoryKill: false }, 'ended by SIGSEGV'],
  [{ code: 1, signal: null, memoryKill: true }, 'ended with exit code 1'],
  [{ code: null, signal: null, memoryKill: false }, 'ended while nobody watched'],
] as const)('says why %o ended', (end, words) => {
  expect(reasonOf(end)).toBe(words);
});
