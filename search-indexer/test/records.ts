import type { StateStream } from '@concord/contracts';
import { state } from '@concord/contracts';
import type { KafkaRecord } from '@concord/platform';

type Columns = Readonly<Record<string, unknown>>;
let offset = 0;

/** What Debezium writes about a committed row. */
export const recordOf = (stream: StateStream, row: Columns, op: 'c' | 'u' | 'd' = 'c'): KafkaRecord => {
  const source = { ts_us: Date.now() * 1_000 };
  const envelope = op === 'd' ? { op, before: row, after: null, source } : { op, before: null, after: row, source };
  return rawRecord(stream, JSON.stringify(envelope));
};

export const rawRecord = (stream: StateStream, value: string): KafkaRecord => ({
  ...{ topic: stream.topic, partition: 0, offset: (offset += 1), key: null, headers: {}, timestamp: Date.now() },
  value: Buffer.from(value),
});

/** A post's row as Debezium writes it: JSON columns as strings, flags as numbers, times as ISO strings. */
export const aPostRow = (own: Columns = {}): Columns => ({
  ...{ id: 1, user_id: 5, content: 'Hello world', media: '[]', location: null, audience: 'public', reach: 'public' },
  ...{ tags: '[]', mentions: '[]', like_count: 0, comment_count: 0, share_count: 0, is_published: 1 },
  ...{ created_at: '2026-03-01T10:00:00.000Z', updated_at: '2026-03-01T10:00:00.000Z', deleted_at: null, version: 1 },
  ...own,
});

export const aPost = (own: Columns = {}): KafkaRecord => recordOf(state.post.posts, aPostRow(own));

/** How post's service deletes: content blanked, time set, version raised. */
export const aDeletedPost = (id: number, version: number): KafkaRecord =>
  aPost({ id, version, content: '', tags: '[]', deleted_at: '2026-03-02T10:00:00.000Z' });

export const aCanary = (id: number, version: number): KafkaRecord =>
  recordOf(state.ops.canary, { id, beat_at: new Date().toISOString(), version });
