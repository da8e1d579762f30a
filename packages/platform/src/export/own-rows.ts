import { errors, exportedColumns, exportedName, exportedOf, type Exported } from '@concord/contracts';
import type { Query, Reader } from '../mysql/database.ts';

/** Rows as an export has them, and where to go on; null at the end. */
export interface OwnRows {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly next: string | null;
}

/** Rows of one answer. */
const pageSize = 500;

type Row = Readonly<Record<string, unknown>>;
type File = ReturnType<typeof exportedOf>[number];

/** The place after a row: the values of its key. */
const placeAfter = (row: Row, key: readonly string[]): string =>
  Buffer.from(JSON.stringify(key.map((column) => row[`key_${column}`]))).toString('base64url');

const placeIn = (after: string, key: readonly string[]): readonly (string | number)[] => {
  try {
    const values = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as unknown;
    if (Array.isArray(values) && values.length === key.length) return values as (string | number)[];
  } catch {
    // As any other that is none.
  }
  throw errors.invalid();
};

/** Ids are strings wherever callers see them, also within JSON. */
const isId = (column: string): boolean => column === 'id' || column.endsWith('_id') || column === 'mentions';
const asTold = (column: string, value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString();
  if (isId(column) && typeof value === 'number') return String(value);
  return isId(column) && Array.isArray(value) ? value.map(String) : value;
};

const told = (row: Row, exported: Exported): Row =>
  Object.fromEntries(
    exportedColumns(exported).map((column) => {
      const value = row[column];
      const isFlag = exported.flags?.includes(column) === true && typeof value === 'number';
      return [exportedName(column), isFlag ? value === 1 : asTold(column, value)];
    }),
  );

/** All that is told of a table's rows, also from the table beside it. */
const withColumns = (query: Query, { table, columns, beside }: File): Query => {
  void query.select(columns.map((column) => `${table}.${column}`));
  if (beside === undefined) return query;
  return query
    .leftJoin(beside.table, `${beside.table}.${beside.key}`, `${table}.${beside.column}`)
    .select(beside.columns.map((column) => `${beside.table}.${column}`));
};

/** Narrows a query to the rows of an account, by the table's own columns or through the table that knows. */
const ofAccount = (query: Query, { table, of, through, given, unless }: File, accountId: number): Query => {
  if (given !== undefined) void query.whereRaw('COALESCE(??, 0) <> 0', [`${table}.${given}`]);
  if (unless !== undefined) void query.whereRaw('COALESCE(??, 0) = 0', [`${table}.${unless}`]);
  const owners = of.map(() => '?? = ?').join(' OR ');
  const bindings = of.flatMap((column) => [`${through?.table ?? table}.${column}`, accountId]);
  return through === undefined
    ? query.whereRaw(`(${owners})`, bindings)
    : query.whereRaw(`?? IN (SELECT ?? FROM ?? WHERE ${owners})`, [
        `${table}.${through.column}`,
        `${through.table}.${through.key}`,
        through.table,
        ...bindings,
      ]);
};

/** A column of a key as pages are ordered by it: ids as numbers; all else as text, since MySQL orders and compares ENUMs differently. */
const ordered = (column: string): string => (isId(column) ? '??' : 'CAST(?? AS CHAR) COLLATE utf8mb4_0900_bin');

/** The rows of one file of an account's export, those after a place, in the order of a unique key. */
export const ownRows = async (
  db: Reader,
  database: string,
  { file, accountId, after }: { file: string; accountId: number; after?: string | undefined },
  limit = pageSize,
): Promise<OwnRows> => {
  const exported = exportedOf(database).find(({ as }) => as === file);
  if (exported === undefined) throw errors.invalid();
  const { table, key } = exported;
  const keyColumns = key.map((column) => `${table}.${column}`);
  const order = key.map(ordered).join(', ');
  const query = ofAccount(withColumns(db(table), exported), exported, accountId)
    .select(key.map((column) => db.raw(`${ordered(column)} AS ??`, [`${table}.${column}`, `key_${column}`])))
    .orderByRaw(order, keyColumns)
    .limit(limit + 1);
  if (after !== undefined)
    void query.whereRaw(`(${order}) > (${key.map(() => '?').join(', ')})`, [...keyColumns, ...placeIn(after, key)]);
  const rows = (await query) as Row[];
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => told(row, exported)),
    next: rows.length > limit && last !== undefined ? placeAfter(last, key) : null,
  };
};
