import { randomBytes } from 'node:crypto';
import { column, stateStream } from '@concord/contracts';
import { eventually } from '@concord/testkit';
import { afterAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { openKafka } from '../kafka/kafka.ts';
import { stateTopic } from './consumer.ts';
import { followed, followStreams } from './follow.ts';

const run = `t${randomBytes(4).toString('hex')}`;
const things = stateStream({
  service: run,
  table: 'things',
  key: ['id'],
  summary: 'Things',
  columns: z.object({ id: column.id(), version: column.version() }),
});
const kafka = openKafka({ brokers: (process.env['CONCORD_KAFKA_BROKERS'] ?? '').split(','), clientId: 'test' });
afterAll(async () => {
  await kafka.deleteTopics([things.topic]);
  await kafka.stop();
}, 30_000);

const write = (id: number, version: number) =>
  kafka.produce(things.topic, [
    {
      key: JSON.stringify({ id }),
      value: JSON.stringify({ before: null, after: { id, version }, op: 'c', source: { ts_us: Date.now() * 1_000 } }),
    },
  ]);

const follow = (seen: Map<string, number>) =>
  followStreams({
    kafka,
    name: run,
    replayMs: 60_000,
    streams: [followed(things, ({ key, version }) => void seen.set(key, Math.max(version, seen.get(key) ?? 0)))],
  });

test('every process sees what was before it and what comes after, and passes over what nobody can read', async () => {
  await kafka.ensureTopics([stateTopic(things)]);
  await write(1, 1);
  await kafka.produce(things.topic, [{ key: '{"id":9}', value: 'not JSON' }]);
  const maps = [new Map<string, number>(), new Map<string, number>()];
  const followers = maps.map(follow);
  expect(followers[0]?.notReady?.()).not.toBeNull();
  await Promise.all(followers.map((follower) => follower.start()));
  await eventually(() => followers.every((follower) => follower.notReady?.() === null));
  await write(1, 2);
  await write(2, 1);
  await eventually(() => maps.every((seen) => seen.get('1') === 2 && seen.get('2') === 1));
  await Promise.all(followers.map((follower) => follower.stop()));
}, 30_000);
