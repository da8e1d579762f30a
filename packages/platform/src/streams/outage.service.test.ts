import { randomBytes } from 'node:crypto';
import { column, stateStream } from '@concord/contracts';
import { eventually, freshDatabase, severable, type FreshDatabase, type Severable } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { leaseIds } from '../ids/ids.ts';
import { openKafka } from '../kafka/kafka.ts';
import { databasePart, openDatabase } from '../mysql/database.ts';
import { platformTables } from '../mysql/platform-tables.ts';
import { stateTopic } from './consumer.ts';
import { deadTopic } from './dead-letter.ts';
import { localCopy } from './local-copy.ts';
import { runConsumers } from './run-consumers.ts';

const run = `t${randomBytes(4).toString('hex')}`;
const things = stateStream({
  service: run,
  table: 'things',
  key: ['id'],
  summary: 'Things',
  columns: z.object({ id: column.id(), version: column.version() }),
});
const kafka = openKafka({ brokers: (process.env['CONCORD_KAFKA_BROKERS'] ?? '').split(','), clientId: 'test' });
let fresh: FreshDatabase;
let way: Severable;
let url: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  await platformTables(fresh.db);
  await fresh.db.raw('CREATE TABLE things_copy (id BIGINT PRIMARY KEY, version BIGINT NOT NULL)');
  const severed = new URL(fresh.url);
  way = await severable(severed.hostname, Number(severed.port));
  severed.port = String(way.port);
  url = severed.href;
  await kafka.ensureTopics([stateTopic(things)]);
}, 30_000);
afterAll(async () => {
  await way.close();
  await fresh.drop();
  await kafka.deleteTopics((await kafka.topics()).filter((topic) => topic.includes(run)));
  await kafka.stop();
}, 30_000);

const write = (ids: readonly number[]) =>
  kafka.produce(
    things.topic,
    ids.map((id) => ({
      key: JSON.stringify({ id }),
      value: JSON.stringify({
        before: null,
        after: { id, version: 1 },
        op: 'c',
        source: { ts_us: Date.now() * 1_000 },
      }),
    })),
  );

test('while MySQL is away a consumer waits, puts nothing aside, and goes on by itself when it is back', async () => {
  const db = openDatabase(url);
  const part = databasePart(db);
  const consumers = runConsumers({
    service: run,
    db,
    kafka,
    consumers: [localCopy(things, { table: 'things_copy', key: 'id', columns: [] })],
  });
  await part.start();
  await consumers.start();
  await write([1, 2, 3]);
  await eventually(async () => (await fresh.db('things_copy')).length === 3);

  await way.cut();
  await write([4, 5, 6]);
  await eventually(() => part.notReady?.() !== null);
  await expect(consumers.watermark()).rejects.toMatchObject({ spec: { code: 'unavailable' } });
  await way.restore();
  await eventually(async () => (await fresh.db('things_copy')).length === 6);
  await eventually(() => part.notReady?.() === null);

  expect(await kafka.endOffsets(deadTopic(run).name)).toEqual({ 0: 0 });
  await consumers.stop();
  await part.stop();
}, 60_000);

test('ids are handed out through a short outage and refused after a long one', async () => {
  const db = openDatabase(url);
  const ids = leaseIds(db, { leaseMs: 2_000 });
  await ids.start();
  const before = ids.next();
  await way.cut();
  expect(ids.next()).toBeGreaterThan(before);
  await eventually(() => ids.notReady?.() !== null);
  expect(() => ids.next()).toThrow();
  await way.restore();
  await eventually(() => ids.notReady?.() === null);
  expect(ids.next()).toBeGreaterThan(before);
  await ids.stop();
  await db.destroy();
}, 30_000);
