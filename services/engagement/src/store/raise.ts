import type { BucketSize, Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import { bucketAt, sizes } from '../domain/bucket.ts';
import { tables, type Subject } from './tables.ts';

/** That columns of somebody's or something's buckets of a time rise by one each. */
export interface Rise {
  readonly id: Id;
  readonly at: Date;
  readonly columns: readonly string[];
}

interface Row {
  readonly size: BucketSize;
  readonly at: Date;
  readonly id: Id;
  readonly counts: Record<string, number>;
}

/** One row for each bucket of hours and of days, in the order of the key. */
const rowsOf = (rises: readonly Rise[]): Row[] => {
  const rows = new Map<string, Row>();
  for (const { id, at, columns } of rises)
    for (const size of columns.length === 0 ? [] : sizes) {
      const begins = bucketAt(size, at);
      const key = `${size} ${begins.getTime()} ${id}`;
      const row = rows.get(key) ?? { size, at: begins, id, counts: {} };
      for (const column of columns) row.counts[column] = (row.counts[column] ?? 0) + 1;
      rows.set(key, row);
    }
  return [...rows.values()].toSorted(
    (one, other) =>
      sizes.indexOf(one.size) - sizes.indexOf(other.size) || one.at.getTime() - other.at.getTime() || one.id - other.id,
  );
};

/**
 * Raises buckets, in one statement and in the order of their key, so that many who raise the same ones wait in a line and not in a circle.
 */
export const raise = async (tx: Tx, subject: Subject, rises: readonly Rise[]): Promise<void> => {
  const rows = rowsOf(rises);
  if (rows.length === 0) return;
  const { table, id, columns } = tables[subject];
  const all = ['size', 'at', id, ...columns];
  await tx.raw(
    `INSERT INTO ?? (${all.map(() => '??').join(', ')})
     VALUES ${rows.map(() => `(${all.map(() => '?').join(', ')})`).join(', ')} AS risen
     ON DUPLICATE KEY UPDATE ${columns.map(() => '?? = ?? + ??').join(', ')}`,
    [
      ...[table, ...all],
      ...rows.flatMap((row) => [row.size, row.at, row.id, ...columns.map((column) => row.counts[column] ?? 0)]),
      ...columns.flatMap((column) => [column, `${table}.${column}`, `risen.${column}`]),
    ] as never,
  );
};
