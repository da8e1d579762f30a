import { expect, test } from '@jest/globals';
import { isHealthy, type StackReport } from '../report.ts';
import { part } from '../test/part.ts';
import { statusScreen } from './status.ts';

const now = new Date('2026-01-01T12:00:00Z');

const report = (more: Partial<StackReport>): StackReport => ({
  supervised: true,
  since: '2026-01-01T10:00:00Z',
  data: '.concord/data',
  dataBytes: 1.1e9,
  memoryBytes: 2.4e9,
  parts: [part({}), part({ name: 'redis', pid: 4412, address: '127.0.0.1:16379', memoryBytes: 11e6 })],
  search: { fresh: true, p50Ms: 40, p99Ms: 120, lastCanaryMs: 900 },
  stalledDeletions: [],
  ...more,
});

const screen = (more: Partial<StackReport>) => statusScreen(report(more), now).join('\n').split('\n');

test('the screen shows every process with state, time, memory, number and address', () => {
  expect(screen({}).slice(1)).toEqual([
    '  PART   STATE  SINCE  MEM     PID   ADDRESS          NOTE',
    '  mysql  ✔ up   2 h    412 MB  4411  127.0.0.1:13306',
    '  redis  ✔ up   2 h    11 MB   4412  127.0.0.1:16379',
    '  2.4 GB of memory in all.  Keys and passwords: ./concord status -o env',
    '✔ Search is fresh: 40 ms (p50), 120 ms (p99).',
  ]);
});

test('the first line says since when it is up and where the data is', () => {
  expect(screen({})[0]).toMatch(
    /^Concord is up since \d\d:\d\d \(2 h\), data in \.concord\/data \(1\.1 GB, kept on down\)$/,
  );
});

test('a restart is told with its reason', () => {
  const lastRestart = { at: '2026-01-01T11:59:00Z', reason: 'killed (SIGKILL)' };
  expect(screen({ parts: [part({ restarts: 2, lastRestart })] })[2]).toMatch(
    /2 restarts, \d\d:59:00 killed \(SIGKILL\)$/,
  );
});

test('a deletion of an account that stands still is told with whom it waits for', () => {
  const stalledDeletions = [{ service: 'reaction', seconds: 7_300 }];
  expect(screen({ stalledDeletions }).at(-1)).toBe(
    '▲ The deletion of an account has waited for reaction for 2 h.  Look: ./concord logs concord',
  );
  expect(isHealthy(report({ stalledDeletions }))).toBe(true);
});

test('no line is wider than 120 columns in the ordinary case', () => {
  for (const line of screen({})) expect(line.length).toBeLessThanOrEqual(120);
});

test.each([
  ['a part that does not answer', { parts: [part({ state: 'silent' })] }],
  ['a part that is being restarted', { parts: [part({ state: 'restarting' })] }],
  ['a killed supervisor', { supervised: false }],
  ['stale search', { search: { fresh: false, p50Ms: null, p99Ms: null, lastCanaryMs: 43_000 } }],
] as const)('%s is not healthy', (_, more) => {
  expect(isHealthy(report(more as Partial<StackReport>))).toBe(false);
});

test('all up and fresh is healthy', () => {
  expect(isHealthy(report({}))).toBe(true);
});
