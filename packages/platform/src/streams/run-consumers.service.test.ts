import { randomBytes } from 'node:crypto';
import { column, errors, event, stateStream } from '@concord/contracts';
import { eventually, freshDatabase, type FreshDatabase } from '@concord/testkit';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { openKafka } from '../kafka/kafka.ts';
import type { KafkaRecord } from '../kafka/port.ts';
import { platformTables } from '../mysql/platform-tables.ts';
import { eventTopic, onEvent, stateTopic, type Consumer } from './consumer.ts';
import { deadTopic } from './dead-letter.ts';
import { localCopy } from './local-copy.ts';
import { runConsumers, type Consumers } from './run-consumers.ts';

const run = `t${randomBytes(4).toString('hex')}`;
const things = stateStream({
  service: run,
  table: 'things',
  key: ['id'],
  summary: 'Things',
  columns: z.object({
    id: column.id(),
    name: column.text(),
    tags: column.json(z.array(z.string())),
    version: column.version(),
  }),
});
const happened = event(`${run}.happened`, 'Something happened', z.strictObject({ thingId: z.int() }));

const brokers = (process.env['CONCORD_KAFKA_BROKERS'] ?? '').split(',');
const kafka = openKafka({ brokers, clientId: 'test' });
let fresh: FreshDatabase;
let running: Consumers | undefined;

beforeAll(async () => {
  fresh = await freshDatabase();
  await platformTables(fresh.db);
  await fresh.db.raw(
    'CREATE TABLE things_copy (id BIGINT PRIMARY KEY, label VARCHAR(20) NOT NULL, tags JSON NOT NULL, version BIGINT NOT NULL)',
  );
  await fresh.db.raw('CREATE TABLE effects (thing_id BIGINT NOT NULL, traceparent CHAR(55) NULL)');
  await kafka.ensureTopics([stateTopic(things), eventTopic(happened), deadTopic(run)]);
}, 30_000);
afterEach(async () => {
  await running?.stop();
  running = undefined;
}, 30_000);
afterAll(async () => {
  await fresh.drop();
  await kafka.deleteTopics((await kafka.topics()).filter((topic) => topic.includes(run)));
  await kafka.stop();
}, 30_000);

const copy = localCopy(things, { table: 'things_copy', key: 'id', columns: { label: 'name', tags: 'tags' } });
const start = async (consumers: readonly Consumer[], group = run): Promise<Consumers> => {
  running = runConsumers({ service: group, db: fresh.db, kafka, consumers });
  await running.start();
  return running;
};
const envelope = (id: number, version: number, name = `v${version}`) => {
  const after = { id, name, tags: '["a"]', version };
  return {
    key: JSON.stringify({ id }),
    value: JSON.stringify({ before: null, after, op: 'c', source: { ts_us: Date.now() * 1_000 } }),
  };
};
const anEvent = (id: string, thingId: number) => ({
  key: JSON.stringify(String(thingId)),
  value: JSON.stringify(JSON.stringify({ thingId })),
  headers: { id, eventType: happened.type, traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
});
const copyOf = (id: number) => fresh.db('things_copy').where({ id }).first() as Promise<unknown>;

/** What lies in a topic from an offset of its only partition on. */
const readAll = async (topic: string): Promise<KafkaRecord[]> => {
  const found: KafkaRecord[] = [];
  const reader = kafka.consume({
    group: `${run}.reader`,
    throwaway: true,
    topics: [{ name: topic, cleanup: 'delete' }],
    onBatch: async (batch) => {
      found.push(...batch.records);
      batch.done(batch.records.at(-1)?.offset ?? 0);
    },
  });
  await reader.start();
  const end = await kafka.endOffsets(topic);
  await eventually(() => found.length >= Object.values(end).reduce((sum, offset) => sum + offset, 0));
  await reader.stop();
  return found;
};

test('a copy follows its stream from the beginning, and shuffled duplicates leave the newest of each row', async () => {
  const versions = [3, 1, 5, 2, 5, 4, 1];
  await kafka.produce(
    things.topic,
    [10, 11, 12].flatMap((id) => versions.map((version) => envelope(id, version))),
  );
  await start([copy]);
  await eventually(
    async () => (await fresh.db('things_copy').whereIn('id', [10, 11, 12]).where({ version: 5 })).length === 3,
  );
  expect(await copyOf(11)).toEqual({ id: 11, label: 'v5', tags: ['a'], version: 5 });
  await kafka.produce(things.topic, [envelope(11, 4), envelope(13, 1)]);
  await eventually(() => copyOf(13));
  expect(await copyOf(11)).toMatchObject({ version: 5 });
}, 30_000);

test('poison lies in the dead letters with its origin and the rest goes on', async () => {
  await kafka.produce(things.topic, [
    envelope(20, 1),
    { key: JSON.stringify({ id: 20 }), value: '{"not": "ours"' },
    envelope(20, 2),
    envelope(20, 4),
  ]);
  await start([copy]);
  await eventually(async () => ((await copyOf(20)) as { version: number } | undefined)?.version === 4);
  const dead = await readAll(deadTopic(run).name);
  expect(
    dead.map(({ headers, key, value }) => [
      headers['reason'],
      headers['topic'],
      String(key),
      String(value).slice(0, 13),
    ]),
  ).toEqual([['is not JSON', things.topic, '{"id":20}', '{"not": "ours']]);
  expect(dead[0]?.headers).toMatchObject({
    partition: expect.stringMatching(/\d/),
    offset: expect.stringMatching(/\d+/),
  });
}, 30_000);

test('a row that MySQL cannot store is a dead letter too', async () => {
  await kafka.produce(things.topic, [envelope(21, 1, 'a name that is far too long for its column'), envelope(22, 1)]);
  await start([copy]);
  await eventually(() => copyOf(22));
  const reasons = await eventually(async () => {
    const dead = await readAll(deadTopic(run).name);
    return dead.length > 1 && dead.map(({ headers }) => headers['reason']);
  });
  expect(reasons).toContain('cannot be applied: ER_DATA_TOO_LONG');
}, 30_000);

test('an event takes effect once, however often it comes, and carries its trace', async () => {
  const handle = onEvent(happened, {
    name: 'effects',
    handle: async (tx, { thingId }, { traceparent }) => {
      await tx('effects').insert({ thing_id: thingId, traceparent });
    },
  });
  await kafka.produce(happened.topic, [anEvent('e1', 1), anEvent('e1', 1), anEvent('e2', 2)]);
  await start([handle], `${run}.first`);
  await eventually(async () => (await fresh.db('effects').pluck('thing_id')).length === 2);
  await running?.stop();
  await start([handle], `${run}.second`);
  await kafka.produce(happened.topic, [anEvent('e1', 1), anEvent('e3', 3)]);
  await eventually(async () => (await fresh.db('effects').where({ thing_id: 3 })).length === 1);
  expect(await fresh.db('effects').orderBy('thing_id').pluck('thing_id')).toEqual([1, 2, 3]);
  expect(await fresh.db('effects').first('traceparent')).toEqual({
    traceparent: expect.stringContaining('0af7651916cd43dd'),
  });
}, 60_000);

test('an offset is committed only after its effect: what an outage stopped comes again', async () => {
  const group = `${run}.outage`;
  let away = true;
  let tries = 0;
  const handle = onEvent(happened, {
    name: 'outage',
    handle: async () => {
      tries += 1;
      if (away) throw errors.unavailable();
    },
  });
  const committed = async () =>
    Object.values(await kafka.committedOffsets(`concord.${group}`, happened.topic)).reduce(
      (sum, offset) => sum + offset,
      0,
    );
  await start([handle], group);
  await eventually(() => tries >= 3);
  expect(await committed()).toBe(0);
  await running?.stop();
  expect(await committed()).toBe(0);
  away = false;
  await start([handle], group);
  const end = Object.values(await kafka.endOffsets(happened.topic)).reduce((sum, offset) => sum + offset, 0);
  await eventually(async () => (await committed()) === end, { timeoutMs: 20_000 });
  expect(await fresh.db('consumed_events').where({ consumer: 'outage' })).toHaveLength(3);
}, 60_000);

test('copies are fresh as the canary is, and as the partition that is furthest behind', async () => {
  const consumers = runConsumers({ service: `${run}.never`, db: fresh.db, kafka, consumers: [copy] });
  await fresh.db('canary_copy').delete();
  await fresh.db('stream_positions').delete();
  await expect(consumers.assertFresh(10_000)).rejects.toMatchObject({ spec: { code: 'stale' } });
  const beat = new Date();
  await fresh.db('canary_copy').insert([
    { id: 1, beat_at: beat, version: 1 },
    { id: 2, beat_at: new Date(beat.getTime() - 2_000), version: 1 },
  ]);
  await eventually(async () => (await consumers.watermark())?.getTime() === beat.getTime() - 2_000);
  await consumers.assertFresh(10_000);
  const behind = new Date(beat.getTime() - 20_000);
  await fresh.db('stream_positions').insert({ topic: things.topic, partition_number: 99, behind_at: behind });
  await eventually(async () => (await consumers.watermark())?.getTime() === behind.getTime());
  await expect(consumers.assertFresh(10_000)).rejects.toMatchObject({ spec: { code: 'stale' } });
  await fresh.db('stream_positions').where({ partition_number: 99 }).delete();
}, 30_000);
