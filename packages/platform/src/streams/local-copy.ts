import type { Row, StateStream } from '@concord/contracts';
import type { Tx } from '../mysql/database.ts';
import type { Change } from './change.ts';
import { onState, type Consumer } from './consumer.ts';
import { newerThanHeld, upsertNewer } from './upsert-newer.ts';

type Column<S extends StateStream> = (keyof Row<S> & string) | ((row: Row<S>) => unknown);

export interface LocalCopyOptions<S extends StateStream> {
  readonly table: string;
  /** The local column or columns of the primary key. */
  readonly key: string | readonly string[];
  /** Local column → the stream's column, or a function of its row; or just the names where both are the same. */
  readonly columns: readonly (keyof Row<S> & string)[] | Readonly<Record<string, Column<S>>>;
  /** Runs in the same transaction, for what is newer than the copy; not for what comes again. */
  changed?(tx: Tx, changes: readonly Change<Row<S>>[]): Promise<void>;
}

/**
 * Keeps a copy of a stream in a table of one's own: its key, the columns asked for, and `version BIGINT NOT NULL`.
 * A row is only ever replaced by one that is not older, so replays, duplicates and snapshots change nothing; a purged row is deleted.
 */
export const localCopy = <S extends StateStream>(stream: S, options: LocalCopyOptions<S>): Consumer => {
  const { table } = options;
  const keys = typeof options.key === 'string' ? [options.key] : options.key;
  const columns = columnsOf(stream, keys, options.columns);
  const rowOf = ({ row, version }: Change<Row<S>>): Record<string, unknown> => ({
    ...Object.fromEntries(Object.entries(columns).map(([local, read]) => [local, stored(read(row))])),
    version,
  });
  return onState(stream, {
    name: `copy ${table}`,
    apply: async (tx, changes) => {
      const newer = options.changed && (await newerThanHeld(tx, table, keys, changes, rowOf));
      await upsertNewer(tx, table, keys, changes.filter(({ purged }) => !purged).map(rowOf));
      for (const purge of changes.filter(({ purged }) => purged)) {
        const row = rowOf(purge);
        await tx(table)
          .where(Object.fromEntries(keys.map((key) => [key, row[key]])))
          .where('version', '<', purge.version)
          .delete();
      }
      if (newer !== undefined) await options.changed?.(tx, newer);
    },
  });
};

const columnsOf = <S extends StateStream>(
  stream: S,
  keys: readonly string[],
  columns: LocalCopyOptions<S>['columns'],
): Record<string, (row: Row<S>) => unknown> => {
  const asked: Readonly<Record<string, Column<S>>> = Array.isArray(columns)
    ? Object.fromEntries((columns as readonly (keyof Row<S> & string)[]).map((column) => [column, column]))
    : (columns as Readonly<Record<string, Column<S>>>);
  const own = Object.fromEntries(keys.filter((key) => stream.key.includes(key)).map((key) => [key, key]));
  const all: Readonly<Record<string, Column<S>>> = { ...own, ...asked };
  return Object.fromEntries(
    Object.entries(all)
      .filter(([local]) => local !== 'version')
      .map(([local, column]) => [
        local,
        typeof column === 'function' ? column : (row: Row<S>) => (row as Record<string, unknown>)[column],
      ]),
  );
};

/** Lists and objects are stored as JSON; everything else as it is, undefined as null. */
const stored = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !(value instanceof Date) ? JSON.stringify(value) : (value ?? null);
