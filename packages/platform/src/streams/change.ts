import type { Row, StateStream } from '@concord/contracts';
import { z } from 'zod';
import type { KafkaRecord } from '../kafka/port.ts';
import { departures, parseJson, Poison } from './poison.ts';

/** A state of one row, as it was committed. */
export interface Change<R> {
  /** The values of the primary key, joined by `:`. */
  readonly key: string;
  readonly row: R;
  /** The only order there is between the changes of a key. */
  readonly version: number;
  readonly committedAt: Date;
  /** The row was deleted physically: `row` is what it was last, `version` one more than its own. */
  readonly purged: boolean;
}

const Source = z.object({ ts_us: z.int().optional(), ts_ms: z.int().optional() });
const Columns = z.record(z.string(), z.unknown());
const Envelope = z.object({
  op: z.enum(['c', 'u', 'r', 'd', 't', 'm']),
  before: Columns.nullish(),
  after: Columns.nullish(),
  source: Source,
});
const Versioned = z.object({ version: z.int().positive() });

/**
 * Reads what Debezium wrote about one row (JSON converter, schemas off): inserts, updates, snapshot reads and deletes.
 * Null for what says nothing about a row: tombstones, truncations, messages, and updates that changed no captured column.
 * Throws `Poison` where the record departs from the stream's schema, or changes a row without raising its version.
 */
export const readChange = <S extends StateStream>(
  stream: S,
  record: Pick<KafkaRecord, 'value'>,
): Change<Row<S>> | null => {
  if (record.value === null || record.value.length === 0) return null;
  const envelope = check(Envelope, parseJson(record.value.toString('utf8')), 'envelope');
  const { op, before, after, source } = envelope;
  if (op === 't' || op === 'm') return null;
  if (op === 'u' && before && after && !rises(before, after)) return null;
  const columns = op === 'd' ? before : after;
  if (columns === null || columns === undefined) throw new Poison(`${op} without its row`);
  const row = check(stream.columns, { ...absentIn(stream), ...columns }, 'row') as Row<S>;
  const { version } = check(Versioned, columns, 'row');
  const committedMs = source.ts_us === undefined ? (source.ts_ms ?? 0) : Math.floor(source.ts_us / 1_000);
  return {
    key: stream.key.map((column) => String(columns[column])).join(':'),
    row,
    version: op === 'd' ? version + 1 : version,
    committedAt: new Date(committedMs),
    purged: op === 'd',
  };
};

const absences = new WeakMap<StateStream, Readonly<Record<string, null>>>();

/** What was told before a column was captured lacks it: it reads as null, where the column may be null. The row is told again with it. */
const absentIn = (stream: StateStream): Readonly<Record<string, null>> => {
  const known = absences.get(stream);
  if (known !== undefined) return known;
  const absent = Object.fromEntries(Object.keys(stream.columns.shape).map((column) => [column, null]));
  absences.set(stream, absent);
  return absent;
};

const rises = (before: Record<string, unknown>, after: Record<string, unknown>): boolean => {
  if (Number(after['version']) > Number(before['version'])) return true;
  if (JSON.stringify(before) === JSON.stringify(after)) return false;
  throw new Poison('the row changed but its version did not rise');
};

const check = <T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> => {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new Poison(`${what} departs from its schema: ${departures(read.error)}`);
};

/** The last change of each key, in the order in which they came. Of equal versions the later one, which is the same row. */
export const newest = <R>(changes: readonly Change<R>[]): Change<R>[] => {
  const latest = new Map<string, Change<R>>();
  for (const change of changes) {
    const held = latest.get(change.key);
    if (held !== undefined && held.version > change.version) continue;
    latest.delete(change.key);
    latest.set(change.key, change);
  }
  return [...latest.values()];
};
