import { expect, test } from '@jest/globals';
import { eventually } from '@concord/testkit';
import { z } from 'zod';
import { concord } from './command-line.ts';

// What scripts may rely on: `--json` of the commands that print facts, and their exit codes.

const count = z.int().min(0);
const milliseconds = z.number().min(0).nullable();
const Freshness = z.strictObject({
  fresh: z.boolean(),
  p50Ms: milliseconds,
  p99Ms: milliseconds,
  lastCanaryMs: milliseconds,
  reason: z.string().optional(),
});
const Status = z.strictObject({
  healthy: z.boolean(),
  supervised: z.boolean(),
  since: z.iso.datetime(),
  data: z.string(),
  dataBytes: count,
  memoryBytes: count,
  parts: z.array(
    z.strictObject({
      name: z.string(),
      state: z.enum(['up', 'silent', 'starting', 'waiting', 'restarting', 'stopping', 'gone']),
      since: z.iso.datetime(),
      pid: count.nullable(),
      ports: z.array(count),
      address: z.string(),
      memoryBytes: count,
      cpuSeconds: z.number(),
      restarts: count,
      lastRestart: z.strictObject({ at: z.iso.datetime(), reason: z.string() }).nullable(),
      note: z.string(),
    }),
  ),
  search: Freshness.nullable(),
  stalledDeletions: z.array(z.strictObject({ service: z.string(), seconds: count })),
});
const Pipeline = z.strictObject({
  search: Freshness,
  stages: z.array(
    z.strictObject({
      name: z.enum(['mysql', 'debezium', 'kafka', 'indexer', 'elasticsearch']),
      healthy: z.boolean(),
      state: z.string(),
      lastSignMs: milliseconds,
      detail: z.string(),
    }),
  ),
  streams: z.array(z.strictObject({ stream: z.string(), behind: count, dead: count })),
});

test('status --json has the promised shape, and exit 0 once search is fresh', async () => {
  const answer = await eventually(async () => {
    const one = await concord('status', '--json');
    return one.code === 0 ? one : null;
  });
  const { parts, healthy, search } = Status.parse(JSON.parse(answer.stdout));
  expect(healthy).toBe(true);
  expect(search?.fresh).toBe(true);
  expect(parts.map(({ name }) => name).sort()).toEqual(
    ['concord', 'connect', 'elasticsearch', 'kafka', 'mail', 'mysql', 'redis', 'search-indexer', 'sign-in'].sort(),
  );
});

test('pipeline status --json has the promised shape', async () => {
  const { stdout } = await concord('pipeline', 'status', '--json');
  const { stages, streams } = Pipeline.parse(JSON.parse(stdout));
  expect(stages.map(({ name }) => name)).toEqual(['mysql', 'debezium', 'kafka', 'indexer', 'elasticsearch']);
  expect(streams.map(({ stream }) => stream)).toContain('post.posts');
});

test('a mistake of use says what was meant, changes nothing and exits with 2', async () => {
  const { code, stdout, stderr } = await concord('pipline', 'status');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^✖ unknown command "pipline"\. Did you mean: concord pipeline\n$/);
});

test('deleting data is not done unasked: exit 4', async () => {
  const { code, stderr } = await concord('reset', '--no-input');
  expect(code).toBe(4);
  expect(stderr).toContain('--yes');
});
