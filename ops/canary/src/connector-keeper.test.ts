import { expect, test } from '@jest/globals';
import { judge, patience, pauseBefore } from './connector-keeper.ts';

const running = { connector: 'RUNNING', task: 'RUNNING', reason: null };
const silentMs = 15_000;

test.each([
  ['canaries come', running, 900, 60_000, 'well'],
  ['RUNNING but silent', running, 15_001, 60_000, 'silent'],
  ['RUNNING and no canary ever', running, null, 60_001, 'silent'],
  ['RUNNING and none since it began', running, 70_000, 60_001, 'silent'],
  ['RUNNING for a while, and perhaps still starting', running, null, 50_000, 'well'],
  ['just restarted: the silence before is no reproach yet', running, 60_000, 5_000, 'well'],
  ['a failed task, however lately a canary came', { ...running, task: 'FAILED' }, 100, 60_000, 'failed'],
  ['a failed connector', { ...running, connector: 'FAILED', task: null }, 100, 60_000, 'failed'],
  ['not registered or rebalancing', null, 60_000, 60_000, 'well'],
  ['paused by an operator', { ...running, task: 'PAUSED' }, 60_000, 60_000, 'well'],
] as const)('%s', (_, status, silenceMs, runningForMs, verdict) => {
  expect(judge(status, silenceMs, runningForMs, silentMs)).toBe(verdict);
});

test('restarts come at most once a minute in the long run', () => {
  expect([0, 1, 2, 10].map(pauseBefore)).toEqual([1_000, 2_000, 4_000, 60_000]);
});

test('after each restart a connector is given longer', () => {
  expect([0, 1, 2, 20].map((attempt) => patience(silentMs, attempt))).toEqual([15_000, 30_000, 60_000, 3_600_000]);
});
