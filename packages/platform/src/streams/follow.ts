import { hostname } from 'node:os';
import { state, type Row, type StateStream } from '@concord/contracts';
import type { Batch, Kafka, Offsets } from '../kafka/port.ts';
import type { Part } from '../lifecycle/part.ts';
import { logger } from '../telemetry/log.ts';
import { counter } from '../telemetry/metrics.ts';
import { readChange, type Change } from './change.ts';
import { stateTopic } from './consumer.ts';
import { Poison } from './poison.ts';
import { followedPartitions } from './followed-partitions.ts';

/** One stream of which every process must see every change. */
export interface Followed {
  readonly stream: StateStream;
  /** Gets changes again after a restart or reconnection, and older ones again: it must compare versions. Must not throw. */
  onChange(change: Change<unknown>): void;
  /** How far back to begin with this stream, where that differs from the others. */
  readonly replayMs?: number | 'all';
}

export const followed = <S extends StateStream>(
  stream: S,
  onChange: (change: Change<Row<S>>) => void,
  replayMs?: number | 'all',
): Followed => ({ stream, onChange, ...(replayMs !== undefined && { replayMs }) });

export interface FollowOptions {
  readonly kafka: Kafka;
  /** Names the group; one word for what it is for. */
  readonly name: string;
  readonly streams: readonly Followed[];
  /** How far back a process must begin, in ms; `all` for everything the topics still hold. */
  readonly replayMs: number | 'all';
  onCanary?(beatAt: Date): void;
  /** Following begins, also after a loss of contact: changes older than what is replayed may have been missed. */
  onBegin?(): void;
}

export interface Follower extends Part {
  /** The commit time, ms since 1970, up to which this process has seen every change; null until it has caught up once. */
  watermarkMs(): number | null;
}

const unreadable = counter({
  name: 'concord_follow_unreadable_total',
  help: 'Records that a follower could not read and passed over',
  labelNames: ['name', 'topic'],
});

/**
 * Follows streams into memory: every process sees every change, from `replayMs` ago on, and follows the canary beside them, so
 * that it knows how far it has come. Begins again from there after every loss of contact; the watermark then stands still.
 */
export const followStreams = ({ kafka, name, streams, replayMs, onCanary, onBegin }: FollowOptions): Follower => {
  const log = logger(`follow ${name}`);
  const beats = new Map<string, number>();
  const canary = followed(state.ops.canary, ({ key, row }) => {
    beats.set(key, Math.max(beats.get(key) ?? 0, row.beat_at.getTime()));
    onCanary?.(row.beat_at);
  });
  const all = [...streams, canary];
  const byTopic = new Map(all.map((one) => [one.stream.topic, one]));
  const partitions = followedPartitions();

  const onBatch = async (batch: Batch) => {
    const one = byTopic.get(batch.topic);
    let committedAt = batch.records.at(-1)?.timestamp ?? 0;
    for (const record of batch.records) {
      try {
        const change = one === undefined ? null : readChange(one.stream, record);
        if (change === null) continue;
        one?.onChange(change);
        committedAt = change.committedAt.getTime();
      } catch (error) {
        if (!(error instanceof Poison)) throw error;
        unreadable.inc({ name, topic: record.topic });
        log.error(
          { topic: record.topic, partition: record.partition, offset: record.offset, reason: error.message },
          'passed over',
        );
      }
    }
    const last = batch.records.at(-1);
    if (last !== undefined) batch.done(last.offset);
    partitions.moved(batch, committedAt);
  };

  const beginAt = async (): Promise<ReadonlyMap<string, Offsets>> => {
    onBegin?.();
    const beginnings = all.map(async ({ stream: { topic }, replayMs: back = replayMs }) => {
      const end = await kafka.endOffsets(topic);
      const begin = await (back === 'all' ? kafka.beginOffsets(topic) : kafka.offsetsAt(topic, Date.now() - back));
      partitions.begin(topic, begin, end);
      return [topic, begin] as const;
    });
    return new Map(await Promise.all(beginnings));
  };

  const member = kafka.consume({
    group: `concord.follow.${name}.${hostname()}`,
    throwaway: true,
    topics: all.map(({ stream }) => stateTopic(stream)),
    onBatch,
    beginAt,
  });
  return {
    name: `follow ${name}`,
    watermarkMs: () => (beats.size === 0 ? null : partitions.watermark(Math.min(...beats.values()))),
    notReady: () => member.notReady?.() ?? (partitions.caughtUp() ? null : 'still catching up'),
    start: () => member.start(),
    stop: () => member.stop(),
  };
};

/** Follows one stream; see `followStreams`. Replays the last hour unless told. */
export const followStream = <S extends StateStream>(options: {
  readonly kafka: Kafka;
  readonly stream: S;
  readonly replayMs?: number | 'all';
  onChange(change: Change<Row<S>>): void;
  onCanary?(beatAt: Date): void;
}): Follower =>
  followStreams({
    kafka: options.kafka,
    name: options.stream.topic,
    streams: [followed(options.stream, options.onChange)],
    replayMs: options.replayMs ?? 3_600_000,
    ...(options.onCanary && { onCanary: options.onCanary }),
  });
