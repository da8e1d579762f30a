import kafkajs, { type Admin, type Producer } from 'kafkajs';
import { kafkaClient } from './client.ts';
import { connection } from './connection.ts';
import { consume } from './consume.ts';
import type { Kafka, Offsets, TopicSpec } from './port.ts';

export interface KafkaOptions {
  readonly brokers: readonly string[];
  /** Names this process in the brokers' logs. */
  readonly clientId: string;
}

const sevenDays = 7 * 24 * 3_600_000;

/** How long what a row said before may stay in a compacted topic, at most until the next change in its partition; it may be personal. */
const compactedWithin = { name: 'max.compaction.lag.ms', value: String(sevenDays) };

const topicConfig = ({ name, cleanup, partitions = 3, retentionMs = sevenDays }: TopicSpec) => ({
  topic: name,
  numPartitions: partitions,
  configEntries: [
    { name: 'cleanup.policy', value: cleanup },
    { name: 'retention.ms', value: String(cleanup === 'compact' ? -1 : retentionMs) },
    ...(cleanup === 'compact' ? [compactedWithin] : []),
  ],
});

const toOffsets = (entries: readonly { partition: number; offset: string }[]): Offsets =>
  Object.fromEntries(
    entries.filter(({ offset }) => Number(offset) >= 0).map(({ partition, offset }) => [partition, Number(offset)]),
  );

/** Kafka's brokers. Connects when first used, again after every failure, and lets go when stopped. */
export const openKafka = ({ brokers, clientId }: KafkaOptions): Kafka => {
  const client = kafkaClient(brokers, clientId);
  const admin = connection<Admin>(() => client.admin(), 5);
  const producer = connection<Producer>(
    () =>
      client.producer({
        idempotent: true,
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
        createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      }),
    1,
  );

  const kafka: Kafka = {
    name: 'kafka',
    start: async () => undefined,
    stop: async () => {
      await Promise.all([producer.close(), admin.close()]);
    },
    produce: (topic, messages) =>
      producer.use(async (open) => {
        const copies = messages.map(({ key, value, headers = {} }) => ({ key, value, headers: { ...headers } }));
        await open.send({ topic, messages: copies, acks: -1 });
      }),
    ensureTopics: (specs) =>
      admin.use(async (open) => {
        const existing = new Set(await open.listTopics());
        const topics = specs.filter(({ name }) => !existing.has(name)).map(topicConfig);
        if (topics.length > 0) await open.createTopics({ topics, waitForLeaders: true });
      }),
    consume: (options) => consume(client, kafka, options),
    topics: () => admin.use((open) => open.listTopics()),
    beginOffsets: (topic) =>
      admin.use(async (open) =>
        toOffsets((await open.fetchTopicOffsets(topic)).map(({ partition, low }) => ({ partition, offset: low }))),
      ),
    endOffsets: (topic) => admin.use(async (open) => toOffsets(await open.fetchTopicOffsets(topic))),
    offsetsAt: (topic, time) =>
      admin.use(async (open) => toOffsets(await open.fetchTopicOffsetsByTimestamp(topic, time))),
    committedOffsets: (group, topic) =>
      admin.use(async (open) => {
        const [found] = await open.fetchOffsets({ groupId: group, topics: [topic] });
        return toOffsets(found?.partitions ?? []);
      }),
    setOffsets: (group, topic, offsets) =>
      admin.use((open) => open.setOffsets({ groupId: group, topic, partitions: seekEntries(offsets) })),
    deleteTopics: (names) => admin.use((open) => open.deleteTopics({ topics: [...names] })),
    deleteGroup: (group) => admin.use(async (open) => void (await open.deleteGroups([group]))),
  };
  return kafka;
};

const seekEntries = (offsets: Offsets) =>
  Object.entries(offsets).map(([partition, offset]) => ({ partition: Number(partition), offset: String(offset) }));
