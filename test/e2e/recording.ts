import type { Kafka, KafkaRecord, TopicSpec } from '@concord/platform';
import { eventually } from '@concord/testkit';

const place = (topic: string, partition: number | string) => `${topic}/${partition}`;

/** Where each partition of the topics ends now; those that hold nothing are left out. */
const endsOf = async (kafka: Kafka, topics: readonly string[]): Promise<Map<string, number>> => {
  const ends = new Map<string, number>();
  for (const topic of topics) {
    const [begin, end] = await Promise.all([kafka.beginOffsets(topic), kafka.endOffsets(topic)]);
    for (const [partition, offset] of Object.entries(end))
      if (offset > (begin[partition] ?? 0)) ends.set(place(topic, partition), offset);
  }
  return ends;
};

/** Everything that lies in these topics now, from offset 0. */
export const record = async (kafka: Kafka, topics: readonly TopicSpec[]): Promise<KafkaRecord[]> => {
  await kafka.ensureTopics(topics);
  const ends = await endsOf(
    kafka,
    topics.map(({ name }) => name),
  );
  const records: KafkaRecord[] = [];
  const read = new Map<string, number>();
  const consumer = kafka.consume({
    group: 'test.recording',
    throwaway: true,
    topics,
    onBatch: async (batch) => {
      const last = batch.records.at(-1);
      if (last === undefined) return;
      records.push(...batch.records);
      read.set(place(batch.topic, batch.partition), last.offset + 1);
      batch.done(last.offset);
    },
  });
  await consumer.start();
  try {
    await eventually(() => [...ends].every(([partition, end]) => (read.get(partition) ?? 0) >= end), {
      timeoutMs: 120_000,
    });
  } finally {
    await consumer.stop();
  }
  return records;
};

/** The same items in an order that only the seed decides (Fisher–Yates over mulberry32). */
export const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  const result = [...items];
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
};
