import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import { beginningsIn, type Range } from '../domain/range.ts';
import { tables, type Subject } from '../store/tables.ts';

type Column<S extends Subject> = (typeof tables)[S]['columns'][number];
type Counts<S extends Subject> = Readonly<Record<Column<S>, number>>;

/** Buckets in the order of time, those in which nothing happened as zeros, and their sum. */
export interface Series<S extends Subject> {
  readonly totals: Counts<S>;
  readonly series: (Counts<S> & { readonly at: Date })[];
}

/** The buckets of one post or author in a range, by one slice of an index. */
export const seriesOf = async <S extends Subject>(
  reader: Reader,
  subject: S,
  of: Id,
  range: Range,
): Promise<Series<S>> => {
  const { table, id } = tables[subject];
  const columns: readonly Column<S>[] = tables[subject].columns;
  const rows = (await reader(table)
    .where({ [id]: of, size: range.size })
    .where('at', '>=', range.from)
    .where('at', '<', range.to)
    .select('at', ...columns)) as (Counts<S> & { at: Date })[];
  const held = new Map(rows.map((row) => [row.at.getTime(), row]));
  const each = (count: (column: Column<S>) => number) =>
    Object.fromEntries(columns.map((column) => [column, count(column)])) as Counts<S>;
  return {
    totals: each((column) => rows.reduce((sum, row) => sum + row[column], 0)),
    series: beginningsIn(range).map((at) => ({ ...(held.get(at.getTime()) ?? each(() => 0)), at })),
  };
};
