import type { Tx } from '../mysql/database.ts';
import { keyOrder } from '../mysql/key-order.ts';

type KeyedRow = Readonly<Record<string, string | number>>;

/**
 * Inserts rows, or replaces those that are not newer than them; each row has a `version`, and no key occurs twice.
 * MySQL assigns from left to right and a column read after its assignment has the new value, so `version`, on which all others
 * depend, is assigned last (MySQL 9 Reference Manual, INSERT … ON DUPLICATE KEY UPDATE).
 */
export const upsertNewer = async (
  tx: Tx,
  table: string,
  keys: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> => {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const assigned = [...columns.filter((column) => column !== 'version' && !keys.includes(column)), 'version'];
  const groups = `(${columns.map(() => '?').join(', ')})`;
  const sql = [
    `INSERT INTO ?? (${columns.map(() => '??').join(', ')}) VALUES ${rows.map(() => groups).join(', ')} AS incoming`,
    `ON DUPLICATE KEY UPDATE ${assigned.map(() => '?? = IF(incoming.version >= ??, ??, ??)').join(', ')}`,
  ].join(' ');
  const ordered = (rows as readonly KeyedRow[]).toSorted(keyOrder(keys));
  await tx.raw(sql, [
    table,
    ...columns,
    ...ordered.flatMap((row) => columns.map((column) => row[column])),
    ...assigned.flatMap((column) => [column, `${table}.version`, `incoming.${column}`, `${table}.${column}`]),
  ] as never);
};

/**
 * Of these changes, those that are newer than the table's rows, which are held until the transaction ends; asked before `upsertNewer`. What
 * follows from a change follows from these alone: a replay changes nothing. `keyOf` gives the key's columns of the table.
 */
export const newerThanHeld = async <C extends { readonly version: number }>(
  tx: Tx,
  table: string,
  keys: readonly string[],
  changes: readonly C[],
  keyOf: (change: C) => Readonly<Record<string, unknown>>,
): Promise<C[]> => {
  if (changes.length === 0) return [];
  const valuesOf = (row: Readonly<Record<string, unknown>>) => keys.map((key) => row[key]);
  const nameOf = (row: Readonly<Record<string, unknown>>) => valuesOf(row).join(' ');
  const rows = await tx(table)
    .whereIn([...keys], changes.map((change) => valuesOf(keyOf(change))) as never)
    .orderBy([...keys])
    .forUpdate()
    .select<(Record<string, unknown> & { version: number })[]>(...keys, 'version');
  const held = new Map(rows.map((row) => [nameOf(row), row.version]));
  return changes.filter((change) => change.version > (held.get(nameOf(keyOf(change))) ?? -1));
};
