import type { Consumer, TopicPartitionOffset } from 'kafkajs';

/** What is done but not committed yet. */
export interface OffsetLedger {
  done(topic: string, partition: number, offset: number): void;
  /** Commits what is new; never throws, since what is not committed only comes again. */
  commit(): Promise<void>;
  /** Forgets everything: another member may own the partitions now. */
  clear(): void;
}

export const offsetLedger = (member: Consumer): OffsetLedger => {
  let pending = new Map<string, TopicPartitionOffset>();
  let underWay: Promise<void> | undefined;
  const send = async (offsets: Map<string, TopicPartitionOffset>) => {
    try {
      await member.commitOffsets([...offsets.values()]);
      for (const [key, sent] of offsets) if (pending.get(key) === sent) pending.delete(key);
    } catch {
      // Tried again with the next commit, unless another member owns the partitions by then.
    } finally {
      underWay = undefined;
    }
  };
  return {
    done: (topic, partition, offset) =>
      void pending.set(`${topic}/${partition}`, { topic, partition, offset: String(offset + 1) }),
    clear: () => {
      pending = new Map();
    },
    commit: async () => {
      if (pending.size > 0) await (underWay ??= send(new Map(pending)));
    },
  };
};

/** For groups that commit nothing. */
export const noLedger: OffsetLedger = { done: () => undefined, clear: () => undefined, commit: async () => undefined };
