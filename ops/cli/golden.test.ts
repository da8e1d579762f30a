import { expect, test } from '@jest/globals';
import { Failure } from '../stack/failure.ts';
import { statusScreen } from './commands/status.ts';
import type { PipelineFacts } from './pipeline/facts.ts';
import { pipelineScreen } from './pipeline/screen.ts';
import type { StackReport } from './report.ts';
import { failureText } from './screens.ts';
import { part } from './test/part.ts';

// The main screens as a reader sees them: `__snapshots__/golden.test.ts.snap`, changed on purpose with `--updateSnapshot`.

process.env['TZ'] = 'UTC';
const now = new Date('2026-01-01T12:00:00Z');

const healthy: StackReport = {
  supervised: true,
  since: '2026-01-01T09:48:00Z',
  data: '/var/lib/concord/concord-1a2b3c4d',
  dataBytes: 1.1e9,
  memoryBytes: 2.81e9,
  parts: [
    part({ name: 'mysql', address: '127.0.0.1:13306' }),
    part({ name: 'redis', address: '127.0.0.1:16379', memoryBytes: 15e6 }),
    part({ name: 'kafka', address: '127.0.0.1:19092', memoryBytes: 320e6 }),
    part({ name: 'connect', address: '127.0.0.1:18083', memoryBytes: 331e6, note: '1 connector' }),
    part({ name: 'elasticsearch', address: '127.0.0.1:19200', memoryBytes: 1.1e9 }),
    part({ name: 'concord', address: 'http://127.0.0.1:8080', memoryBytes: 288e6 }),
    part({ name: 'search-indexer', address: 'http://127.0.0.1:18081', memoryBytes: 224e6 }),
  ],
  search: { fresh: true, p50Ms: 62, p99Ms: 140, lastCanaryMs: 700 },
  stalledDeletions: [],
};

const struck: StackReport = {
  ...healthy,
  parts: healthy.parts.map((one) => {
    if (one.name === 'elasticsearch')
      return {
        ...one,
        state: 'starting',
        since: '2026-01-01T11:59:46Z',
        memoryBytes: 0,
        restarts: 1,
        lastRestart: { at: '2026-01-01T11:59:44Z', reason: 'killed (SIGKILL)' },
      };
    return one.name === 'connect' ? { ...one, note: '1 connector; mysql: task FAILED' } : one;
  }),
  search: { fresh: false, p50Ms: null, p99Ms: null, lastCanaryMs: 17_000, reason: 'the last canary is 17 s old' },
};

const flowing: PipelineFacts = {
  search: healthy.search ?? { fresh: true, p50Ms: 62, p99Ms: 140, lastCanaryMs: 700 },
  stages: [
    { name: 'mysql', healthy: true, state: 'ok', lastSignMs: 400, detail: 'canary written' },
    { name: 'debezium', healthy: true, state: 'flows', lastSignMs: 400, detail: '' },
    { name: 'kafka', healthy: true, state: 'ok', lastSignMs: 400, detail: 'canary consumed' },
    { name: 'indexer', healthy: true, state: 'ok', lastSignMs: 700, detail: '17,996 documents since its start' },
    { name: 'elasticsearch', healthy: true, state: 'ok', lastSignMs: 700, detail: 'canary found by search' },
  ],
  streams: [
    { stream: 'post.posts', behind: 0, dead: 0 },
    { stream: 'user.relations', behind: 0, dead: 0 },
  ],
};

const silent: PipelineFacts = {
  search: struck.search ?? flowing.search,
  stages: flowing.stages.map((stage) =>
    stage.name === 'debezium'
      ? {
          ...stage,
          healthy: false,
          state: 'silent',
          lastSignMs: 17_000,
          detail: 'says RUNNING, but no canary comes out of it; it is being restarted',
        }
      : stage,
  ),
  streams: [
    { stream: 'post.posts', behind: 1_204, dead: 3 },
    { stream: 'user.relations', behind: 0, dead: 0 },
  ],
};

const failures = [
  new Failure({
    cause: 'Port 19200 is taken by java (pid 4411, user deb).',
    remedy: 'Use another:  ./concord up --port elasticsearch=19201    or stop that program',
  }),
  new Failure({ cause: 'Concord is not running.', remedy: 'Start it: ./concord up' }),
];

const screens: readonly (readonly [string, (width: number) => string[]])[] = [
  ['status', (width) => statusScreen(healthy, now, width)],
  ['status with a killed Elasticsearch', (width) => statusScreen(struck, now, width)],
  ['pipeline status', (width) => pipelineScreen(flowing, false, width)],
  ['pipeline status with a silent connector', (width) => pipelineScreen(silent, false, width)],
  ['failures', () => failures.map(failureText)],
];

const widths = [80, 120];

test.each(screens.flatMap(([name, draw]) => widths.map((width) => [name, width, draw] as const)))(
  '%s at %i columns',
  (_, width, draw) => {
    expect(`\n${draw(width).join('\n')}\n`).toMatchSnapshot();
  },
);
