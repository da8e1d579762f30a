import type { Batch, Offsets } from '@concord/platform';

/**
 * Knows which partitions hold more than has been applied. Partition n of every topic is read by the same process, so that a
 * canary of partition n may be written only when nothing of partition n waits: then finding it means that all was applied.
 */
export interface Backlog {
  /** Reading begins at `from`, and there is something up to `end`. */
  begin(topic: string, from: Offsets, end: Offsets): void;
  applied(batch: Pick<Batch, 'topic' | 'partition' | 'waiting'>): void;
  /** Whether nothing is known to wait in this partition of any topic. */
  isEmpty(partition: number): boolean;
}

export const backlog = (): Backlog => {
  const behind = new Map<string, number>();
  const name = (topic: string, partition: number) => `${topic}/${String(partition)}`;
  return {
    begin: (topic, from, end) => {
      for (const [partition, last] of Object.entries<number>(end)) {
        if ((from[Number(partition)] ?? 0) < last) behind.set(name(topic, Number(partition)), Number(partition));
        else behind.delete(name(topic, Number(partition)));
      }
    },
    applied: ({ topic, partition, waiting }) => {
      if (waiting > 0) behind.set(name(topic, partition), partition);
      else behind.delete(name(topic, partition));
    },
    isEmpty: (partition) => ![...behind.values()].includes(partition),
  };
};
