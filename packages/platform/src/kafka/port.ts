import type { Part } from '../lifecycle/part.ts';

/** One record of a topic as it lies in Kafka. */
export interface KafkaRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  /** When it was written to Kafka, ms since 1970. */
  readonly timestamp: number;
}

export interface OutgoingMessage {
  readonly key: Buffer | string | null;
  readonly value: Buffer | string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TopicSpec {
  readonly name: string;
  /** `compact` keeps the last record per key for ever, `delete` everything for `retentionMs`. */
  readonly cleanup: 'compact' | 'delete';
  /** 7 days unless told. */
  readonly retentionMs?: number;
  /** 3 unless told. */
  readonly partitions?: number;
}

/** Consecutive records of one partition. */
export interface Batch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly KafkaRecord[];
  /** How many records of the partition were known to wait behind this batch when it was fetched. */
  readonly waiting: number;
  /** False once the partition belongs to another process or the consumer stops: leave the rest alone and return. */
  current(): boolean;
  /** Marks the records up to this offset as done; what is not marked when `onBatch` returns comes again. */
  done(offset: number): void;
}

export interface ConsumeOptions {
  readonly group: string;
  readonly topics: readonly TopicSpec[];
  /**
   * Takes effect, then marks records as done: only these offsets are committed. Heartbeats are sent while it runs.
   * Throwing makes the rest of the batch come again after a pause.
   */
  onBatch(batch: Batch): Promise<void>;
  /** How many partitions' batches `onBatch` may have at the same time; never two of one partition. 1 unless told. */
  readonly batchesAtOnce?: number;
  /** Called each time before a member joins. */
  beforeJoin?(): Promise<void>;
  /** A group of its own for every member, deleted when it ends: for consumers that must see everything. Nothing is committed. */
  readonly throwaway?: boolean;
  /** Where each member of a throwaway group begins, per topic; from the beginning unless told. */
  beginAt?(): Promise<ReadonlyMap<string, Offsets>>;
}

export interface Offsets {
  /** Partition → offset; the next one to be read or written. */
  readonly [partition: string]: number;
}

/** Kafka as we use it; nothing outside of this folder knows the driver. */
export interface Kafka extends Part {
  /** Resolves when all in-sync replicas have the messages; throws `errors.unavailable` otherwise. Key decides the partition. */
  produce(topic: string, messages: readonly OutgoingMessage[]): Promise<void>;
  /** Makes the topics that are missing; those that exist are left as they are. */
  ensureTopics(specs: readonly TopicSpec[]): Promise<void>;
  /** A member of a consumer group. Rejoins by itself after every failure; not ready while it has no contact. */
  consume(options: ConsumeOptions): Part;
  topics(): Promise<readonly string[]>;
  beginOffsets(topic: string): Promise<Offsets>;
  endOffsets(topic: string): Promise<Offsets>;
  /** The first offsets written at or after a time (ms since 1970); the end where there is none. */
  offsetsAt(topic: string, time: number): Promise<Offsets>;
  /** Where a group will go on; without the partitions it never committed. */
  committedOffsets(group: string, topic: string): Promise<Offsets>;
  /** Only for a group that nobody is in; takes 5 s. */
  setOffsets(group: string, topic: string, offsets: Offsets): Promise<void>;
  deleteGroup(group: string): Promise<void>;
  deleteTopics(names: readonly string[]): Promise<void>;
}
