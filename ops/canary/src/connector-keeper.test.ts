import { expect, test } from '@jest/globals';
import { judge, pauseBefore } from './connector-keeper.ts';

const running = { connector: 'RUNNING', task: 'RUNNING', trace: null };
const silentMs = 15_000;

test.each([
  ['fresh canaries', running, 900, 60_000, 'well'],
  ['RUNNING but silent', running, 15_001, 60_000, 'silent'],
  ['RUNNING and no canary ever', running, null, 60_000, 'silent'],
  ['just restarted: old canaries are no reproach yet', running, 60_000, 5_000, 'well'],
  ['a failed task, however fresh the canary', { ...running, task: 'FAILED' }, 100, 60_000, 'failed'],
  ['a failed connector', { ...running, connector: 'FAILED', task: null }, 100, 60_000, 'failed'],
  ['not registered or rebalancing', null, 60_000, 60_000, 'well'],
  ['paused by an operator', { ...running, task: 'PAUSED' }, 60_000, 60_000, 'well'],
] as const)('%s', (_, status, ageMs, runningForMs, verdict) => {
  expect(judge(status, ageMs, runningForMs, silentMs)).toBe(verdict);
});

test('restarts come at most once a minute in the long run', () => {
  expect([0, 1, 2, 10].map(pauseBefore)).toEqual([1_000, 2_000, 4_000, 60_000]);
});
