import { state, type Id } from '@concord/contracts';
import { openKafka, stateTopic, type Part } from '@concord/platform';
import { wallClock } from './distribution.ts';
import { benchAuthor } from './posts.ts';

/** The way of one write to us through Kafka; ms since 1970. */
export type Arrival = {
  readonly committedAt: number;
  /** When Debezium had it from the binlog. */
  readonly capturedAt: number;
  /** When Kafka Connect sent it to Kafka. */
  readonly sentAt: number;
  readonly seenAt: number;
};

/** Reads the stream of posts as any consumer does and remembers when each write of the benchmark came. */
export interface Arrivals {
  readonly byPost: ReadonlyMap<Id, Arrival>;
  clear(): void;
  stop(): Promise<void>;
}

type Envelope = {
  readonly op: string;
  readonly after: { readonly id: Id; readonly user_id: Id } | null;
  readonly ts_us: number;
  readonly source: { readonly ts_us: number };
};

export const watchArrivals = async (
  brokers: readonly string[],
  ready: (part: Part) => Promise<void>,
): Promise<Arrivals> => {
  const kafka = openKafka({ brokers, clientId: 'concord-bench' });
  const topic = stateTopic(state.post.posts);
  const byPost = new Map<Id, Arrival>();
  const consumer = kafka.consume({
    group: 'concord.bench',
    throwaway: true,
    topics: [topic],
    beginAt: async () => new Map([[topic.name, await kafka.endOffsets(topic.name)]]),
    onBatch: ({ records, done }) => {
      const seenAt = wallClock();
      for (const { value, timestamp: sentAt } of records) {
        if (value === null) continue;
        const { op, after, source, ts_us } = JSON.parse(value.toString()) as Envelope;
        if (op === 'c' && after?.user_id === benchAuthor)
          byPost.set(after.id, { committedAt: source.ts_us / 1_000, capturedAt: ts_us / 1_000, sentAt, seenAt });
      }
      done(records.at(-1)?.offset ?? 0);
      return Promise.resolve();
    },
  });
  await consumer.start();
  await ready(consumer);
  return {
    byPost,
    clear: () => {
      byPost.clear();
    },
    stop: async () => {
      await consumer.stop();
      await kafka.stop();
    },
  };
};
