import { events, state, type EventSpec, type StateStream } from '@concord/contracts';
import type { TopicSpec } from '@concord/platform';

/** Partitions of each stream: as many processes of one consumer can share the work. */
export const partitionsPerStream = 3;
const days = (count: number) => count * 24 * 3_600_000;

/** Who consumes streams, and so has a dead-letter topic. */
export const consumers = [
  'user',
  'post',
  'comment',
  'reaction',
  'notification',
  'engagement',
  'moderation',
  'search-indexer',
] as const;

/** Every topic of the platform, from the contracts: the last row per key for ever, events for a week, dead letters for a month. */
export const allTopics = (): TopicSpec[] => {
  const streams = Object.values(state).flatMap((tables) => Object.values<StateStream>(tables));
  const eventTopics = new Set(Object.values<EventSpec>(events).map(({ topic }) => topic));
  return [
    ...streams.map(({ topic }): TopicSpec => ({ name: topic, cleanup: 'compact', partitions: partitionsPerStream })),
    ...[...eventTopics].map((name): TopicSpec => ({
      name,
      cleanup: 'delete',
      partitions: partitionsPerStream,
      retentionMs: days(7),
    })),
    ...consumers.map((consumer): TopicSpec => ({
      name: `dead.${consumer}`,
      cleanup: 'delete',
      partitions: 1,
      retentionMs: days(30),
    })),
  ];
};
