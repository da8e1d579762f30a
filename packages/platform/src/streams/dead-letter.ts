import type { Kafka, KafkaRecord, TopicSpec } from '../kafka/port.ts';
import { logger } from '../telemetry/log.ts';
import { counter } from '../telemetry/metrics.ts';

const thirtyDays = 30 * 24 * 3_600_000;

/** Where a consumer puts the records it can never apply. */
export const deadTopic = (consumer: string): TopicSpec => ({
  name: `dead.${consumer}`,
  cleanup: 'delete',
  retentionMs: thirtyDays,
  partitions: 1,
});

const buried = counter({
  name: 'concord_dead_letters_total',
  help: 'Records put aside because they can never be applied',
  labelNames: ['consumer', 'topic'],
});

/**
 * Puts a record aside: the same key and value, so that it can be driven again, and in headers where it came from and why.
 * Resolves once Kafka has it; only then may its offset be committed. The log names it and never quotes it.
 */
export const bury = async (kafka: Kafka, consumer: string, record: KafkaRecord, reason: string): Promise<void> => {
  const { topic, partition, offset, key, value, headers } = record;
  const origin = { topic, partition: String(partition), offset: String(offset) };
  await kafka.produce(deadTopic(consumer).name, [
    { key, value, headers: { ...headers, ...origin, reason, consumer, buriedAt: new Date().toISOString() } },
  ]);
  buried.inc({ consumer, topic });
  logger(`consumer ${consumer}`).error({ ...origin, key: key?.toString('utf8'), reason }, 'dead letter');
};
