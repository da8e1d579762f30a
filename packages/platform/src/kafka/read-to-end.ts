import { setTimeout as wait } from 'node:timers/promises';
import type { Kafka, KafkaRecord } from './port.ts';

/**
 * Reads topics from their beginning to where they end now, for tools; leaves no group behind. Rejects when nothing came for a minute
 * though something is missing, or when the signal fires.
 */
export const readToEnd = async (
  kafka: Kafka,
  topics: readonly string[],
  onRecord: (record: KafkaRecord) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> => {
  const missing = await whatIsThere(kafka, topics);
  let newsAt = performance.now();
  const member = kafka.consume({
    group: 'concord-reader',
    throwaway: true,
    topics: topics.map((name) => ({ name, cleanup: 'delete' })),
    onBatch: async (batch) => {
      newsAt = performance.now();
      for (const record of batch.records) onRecord(record);
      const last = batch.records.at(-1)?.offset ?? -1;
      const place = `${batch.topic}:${String(batch.partition)}`;
      // What compaction took away from the end is not waited for.
      if (last + 1 >= (missing.get(place) ?? 0) || batch.waiting === 0) missing.delete(place);
      batch.done(last);
    },
  });
  await member.start();
  try {
    while (missing.size > 0) {
      signal.throwIfAborted();
      if (performance.now() - newsAt > 60_000)
        throw new Error(`no records of ${[...missing.keys()].join(', ')} for a minute`);
      await wait(100);
    }
  } finally {
    await member.stop();
  }
};

/** Partitions that hold something, `topic:partition`, with where they end. */
const whatIsThere = async (kafka: Kafka, topics: readonly string[]): Promise<Map<string, number>> => {
  const places = new Map<string, number>();
  for (const topic of topics) {
    const [begins, ends] = [await kafka.beginOffsets(topic), await kafka.endOffsets(topic)];
    for (const [partition, end] of Object.entries(ends))
      if (end > (begins[partition] ?? 0)) places.set(`${topic}:${partition}`, end);
  }
  return places;
};
