import type { Kafka, Offsets } from '@concord/platform';

/** What one consumer has read of one stream, from its first offset to where it ends. */
export type Reading = {
  readonly consumer: string;
  readonly topic: string;
  readonly begin: Offsets;
  readonly end: Offsets;
};

/** The group of a service's consumers, and of the indexer. */
export const groupOf = (consumer: string): string => `concord.${consumer}`;

/** What a consumer has ever read, of these topics. */
export const readingsOf = async (kafka: Kafka, consumer: string, topics: readonly string[]): Promise<Reading[]> => {
  const readings: Reading[] = [];
  for (const topic of topics) {
    if (Object.keys(await kafka.committedOffsets(groupOf(consumer), topic)).length === 0) continue;
    const [begin, end] = await Promise.all([kafka.beginOffsets(topic), kafka.endOffsets(topic)]);
    readings.push({ consumer, topic, begin, end });
  }
  return readings;
};

/** How many offsets that are; compaction may have removed some records between. */
export const recordsOf = ({ begin, end }: Reading): number =>
  Object.entries<number>(end).reduce((sum, [partition, last]) => sum + last - (begin[partition] ?? 0), 0);

/** Whether the consumer has committed all that was there. */
export const hasReadAll = async (kafka: Kafka, { consumer, topic, begin, end }: Reading): Promise<boolean> => {
  const committed = await kafka.committedOffsets(groupOf(consumer), topic);
  return Object.entries<number>(end).every(
    ([partition, last]) => last === (begin[partition] ?? 0) || (committed[partition] ?? 0) >= last,
  );
};
