import { errors } from '@concord/contracts';
import type { Batch, Kafka, KafkaRecord, TopicSpec } from '../kafka/port.ts';
import type { Part } from '../lifecycle/part.ts';
import type { Db } from '../mysql/database.ts';
import { logger } from '../telemetry/log.ts';
import { gauge, histogram } from '../telemetry/metrics.ts';
import { applyAll, Interrupted } from './apply.ts';
import type { Consumer } from './consumer.ts';
import { bury, deadTopic } from './dead-letter.ts';
import { canaryCopy } from './canary-copy.ts';
import { isYounger, positionKeeper, watermarkOf } from './positions.ts';

export interface RunConsumersOptions {
  /** Names the group `concord.<service>` and the dead letters `dead.<service>`. */
  readonly service: string;
  readonly db: Db;
  readonly kafka: Kafka;
  /** What the service does with its streams; the canary's copy is added where it is missing. */
  readonly consumers: readonly Consumer[];
}

export interface Consumers extends Part {
  /** The commit time up to which every change is in the copies; null before the first canary. At most 500 ms old. */
  watermark(): Promise<Date | null>;
  /** Whether the copies tell the truth of at most so long ago. Throws `errors.unavailable` while MySQL is away. */
  isFresh(maxAgeMs: number): Promise<boolean>;
  /** Throws `errors.stale` when the copies are older than this: then only what is plainly public may be shown. */
  assertFresh(maxAgeMs: number): Promise<void>;
}

/** Transactions stay about this large: Debezium holds a transaction whole, and locks are short. */
const sliceSize = 1_000;
/**
 * Longer than any event can lie in Kafka: a segment is deleted when its last record is past the topic's retention, and takes records for
 * up to 7 days (`log.roll.hours`), so the first of a week's events is there for two. Forgotten earlier, an event that is replayed would have
 * its effect again.
 */
export const forgetConsumedAfterDays = 21;

const labelNames = ['service', 'topic', 'partition'] as const;
const lag = gauge({ name: 'concord_consumer_lag_records', help: 'Records known to wait in a partition', labelNames });
const batchAge = gauge({
  name: 'concord_consumer_batch_age_seconds',
  help: 'From the commit at the source to the commit here, for the last change of the last batch',
  labelNames,
});
const batchTime = histogram({
  name: 'concord_consumer_batch_seconds',
  help: 'How long applying a batch took',
  labelNames: ['service', 'topic'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
});

/**
 * Runs all consumers of a service as one member of its group. The effect of a batch is committed in MySQL before its offset;
 * what can never be applied goes to `dead.<service>`; while MySQL or Kafka is away it waits and goes on by itself.
 */
export const runConsumers = (options: RunConsumersOptions): Consumers => {
  const { service, db, kafka } = options;
  const log = logger(`consumers ${service}`);
  const consumers = options.consumers.includes(canaryCopy) ? options.consumers : [...options.consumers, canaryCopy];
  const topics = uniqueTopics(consumers);
  const positions = positionKeeper();
  const watermark = watermarkOf(
    db,
    topics.filter(({ cleanup }) => cleanup === 'compact').map(({ name }) => name),
  );
  const isFresh = async (maxAgeMs: number) => isYounger(await watermark(), maxAgeMs);

  const applySlice = async (batch: Batch, records: readonly KafkaRecord[], waiting: number) => {
    for (const consumer of consumers.filter(({ topic }) => topic.name === batch.topic))
      await applyAll(
        {
          db,
          bury: (record, reason) => bury(kafka, service, record, reason),
          alongside: async (tx, { committedAt }) => {
            const kept = await positions.keep(tx, batch, waiting, committedAt);
            const labels = { service, topic: batch.topic, partition: batch.partition };
            batchAge.set(labels, Math.max(0, Date.now() - committedAt) / 1_000);
            return kept;
          },
        },
        consumer,
        records,
        batch,
      );
  };

  const onBatch = async (batch: Batch) => {
    const { topic, partition, records } = batch;
    lag.set({ service, topic, partition }, batch.waiting + records.length);
    const stopClock = batchTime.startTimer({ service, topic });
    for (let start = 0; start < records.length; start += sliceSize) {
      const slice = records.slice(start, start + sliceSize);
      const waiting = batch.waiting + records.length - start - slice.length;
      try {
        await applySlice(batch, slice, waiting);
      } catch (error) {
        if (error instanceof Interrupted) {
          log.info({ topic, partition }, 'batch left for later');
          return;
        }
        throw error;
      }
      batch.done((slice.at(-1) as KafkaRecord).offset);
      lag.set({ service, topic, partition }, waiting);
    }
    stopClock();
  };

  const member = kafka.consume({
    group: `concord.${service}`,
    topics,
    onBatch,
    beforeJoin: async () => {
      positions.clear();
      await kafka.ensureTopics([deadTopic(service)]);
    },
  });
  let sweeper: NodeJS.Timeout | undefined;
  const sweep = () =>
    db('consumed_events')
      .whereRaw('consumed_at < UTC_TIMESTAMP(3) - INTERVAL ? DAY', [forgetConsumedAfterDays])
      .limit(10_000)
      .delete()
      .catch((error: unknown) => log.debug({ err: error }, 'old events not forgotten'));

  return {
    name: `consumers ${service}`,
    watermark,
    isFresh,
    assertFresh: async (maxAgeMs) => {
      if (!(await isFresh(maxAgeMs))) throw errors.stale(undefined, { retryAfter: 1 });
    },
    notReady: () => member.notReady?.() ?? null,
    start: async () => {
      await member.start();
      sweeper = setInterval(() => void sweep(), 600_000).unref();
    },
    stop: async () => {
      clearInterval(sweeper);
      await member.stop();
    },
  };
};

const uniqueTopics = (consumers: readonly Consumer[]): TopicSpec[] => [
  ...new Map(consumers.map(({ topic }) => [topic.name, topic])).values(),
];
