import type { StateStream } from '@concord/contracts';
import type { Kafka } from '@concord/platform';
import type { Backlog } from './processor/backlog.ts';
import { behindRecords } from './processor/metrics.ts';

/** The consumer group that fills the indices of a prefix: each set of indices has come as far as its own group. */
export const groupOf = (prefix: string): string => `${prefix}.search-indexer`;

/** Where the group will go on in a topic, and where the topic ends now. */
const position = async (kafka: Kafka, group: string, topic: string) => {
  const [begin, committed, end] = await Promise.all([
    kafka.beginOffsets(topic),
    kafka.committedOffsets(group, topic),
    kafka.endOffsets(topic),
  ]);
  const from = Object.fromEntries(
    Object.entries<number>(begin).map(([partition, low]) => [partition, Math.max(low, committed[partition] ?? low)]),
  );
  return { from, end };
};

/** Tells the backlog and `/metrics` what waits before the first batch comes. */
export const beginBacklog = async (
  kafka: Kafka,
  group: string,
  streams: readonly StateStream[],
  backlog: Backlog,
): Promise<void> => {
  for (const { topic } of streams) {
    const { from, end } = await position(kafka, group, topic);
    backlog.begin(topic, from, end);
    for (const [partition, last] of Object.entries<number>(end))
      behindRecords.set({ topic, partition }, Math.max(0, last - (from[Number(partition)] ?? 0)));
  }
};

/** A new index is filled from the beginning of its stream, whatever was applied to one that is gone. */
export const readFromBeginning = async (kafka: Kafka, group: string, { topic }: StateStream): Promise<void> => {
  const committed = await kafka.committedOffsets(group, topic);
  if (Object.keys(committed).length > 0) await kafka.setOffsets(group, topic, await kafka.beginOffsets(topic));
};
