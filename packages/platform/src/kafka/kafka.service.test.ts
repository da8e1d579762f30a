import { randomBytes } from 'node:crypto';
import { eventually } from '@concord/testkit';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import type { Part } from '../lifecycle/part.ts';
import { openKafka } from './kafka.ts';
import type { Batch, ConsumeOptions, TopicSpec } from './port.ts';

const run = `t${randomBytes(4).toString('hex')}`;
const kafka = openKafka({ brokers: (process.env['CONCORD_KAFKA_BROKERS'] ?? '').split(','), clientId: 'test' });
const members: Part[] = [];

const topicOf = async (name: string): Promise<TopicSpec> => {
  const topic: TopicSpec = { name: `${run}.${name}`, cleanup: 'delete' };
  await kafka.ensureTopics([topic]);
  return topic;
};
const join = async (options: ConsumeOptions): Promise<Part> => {
  const member = kafka.consume(options);
  members.push(member);
  await member.start();
  return member;
};
const write = (topic: TopicSpec, from: number, count: number) =>
  kafka.produce(
    topic.name,
    Array.from({ length: count }, (_, index) => ({ key: `key ${from + index}`, value: String(from + index) })),
  );
const valuesOf = ({ records }: Batch) => records.map(({ value }) => Number(value));
const finish = (batch: Batch) => batch.done(batch.records.at(-1)?.offset ?? 0);

afterEach(async () => {
  await Promise.all(members.splice(0).map((member) => member.stop()));
}, 30_000);
afterAll(async () => {
  await kafka.deleteTopics((await kafka.topics()).filter((topic) => topic.startsWith(run)));
  await kafka.stop();
}, 30_000);

test('topics are made once, and those that exist are left alone', async () => {
  const topic = await topicOf('made');
  await kafka.ensureTopics([topic, { name: `${run}.compact`, cleanup: 'compact', partitions: 5 }]);
  expect(Object.keys(await kafka.endOffsets(`${run}.compact`))).toHaveLength(5);
});

test('what was not marked as done comes again, also from the middle of a batch', async () => {
  const topic: TopicSpec = { name: `${run}.again`, cleanup: 'delete', partitions: 1 };
  await kafka.ensureTopics([topic]);
  const seen: number[] = [];
  let failed = false;
  await join({
    group: `${run}.again`,
    topics: [topic],
    onBatch: async (batch) => {
      for (const record of batch.records) {
        if (Number(record.value) === 5 && !failed) {
          failed = true;
          throw new Error('on purpose');
        }
        seen.push(Number(record.value));
        batch.done(record.offset);
      }
    },
  });
  await write(topic, 0, 10);
  await eventually(() => seen.length === 10);
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
}, 30_000);

test('two members share the partitions, the same number of each topic, and one goes on when the other leaves', async () => {
  const topics = [await topicOf('left'), await topicOf('right')];
  const owners = [new Set<string>(), new Set<string>()];
  const values = new Set<number>();
  const member = (index: number) =>
    join({
      group: `${run}.shared`,
      topics,
      onBatch: async (batch) => {
        owners[index]?.add(`${batch.partition}`);
        for (const value of valuesOf(batch)) values.add(value);
        finish(batch);
      },
    });
  const first = await member(0);
  await member(1);
  let written = 0;
  const more = async () => {
    for (const topic of topics) await write(topic, written, 30);
    written += 30;
  };
  await eventually(
    async () => {
      owners.forEach((set) => set.clear());
      await more();
      await eventually(() => values.size === written, { timeoutMs: 3_000 });
      return (
        owners.every((set) => set.size > 0) && ![...(owners[0] ?? [])].some((partition) => owners[1]?.has(partition))
      );
    },
    { timeoutMs: 20_000 },
  );
  await first.stop();
  await more();
  await eventually(() => values.size === written, { timeoutMs: 20_000 });
}, 60_000);

test('a throwaway member sees everything, as often as it joins, and leaves no group behind', async () => {
  const topic = await topicOf('everything');
  await write(topic, 0, 20);
  for (const round of [1, 2]) {
    const values: number[] = [];
    const member = await join({
      group: `${run}.throwaway`,
      throwaway: true,
      topics: [topic],
      onBatch: async (batch) => {
        values.push(...valuesOf(batch));
        finish(batch);
      },
    });
    await eventually(() => values.length === 20);
    await member.stop();
    expect([round, new Set(values).size]).toEqual([round, 20]);
  }
}, 30_000);

test('a message that Kafka does not take is the same problem for every caller', async () => {
  const away = openKafka({ brokers: ['127.0.0.1:1'], clientId: 'test' });
  await expect(away.produce('nowhere', [{ key: null, value: 'x' }])).rejects.toMatchObject({
    spec: { code: 'unavailable' },
  });
  const member = away.consume({ group: run, topics: [], onBatch: async () => undefined });
  await member.start();
  expect(member.notReady?.()).toBe('no contact with its group');
  await member.stop();
  await away.stop();
}, 30_000);
