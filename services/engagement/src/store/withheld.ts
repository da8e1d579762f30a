import type { Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import { bucketAt } from '../domain/bucket.ts';
import { trendColumns, trendOf, type TrendColumn } from '../domain/happening.ts';

/** Something that trends unless who did it is not active. */
export interface Doing {
  readonly kind: keyof typeof trendOf;
  readonly postId: Id;
  readonly at: Date;
}

interface Row {
  readonly at: Date;
  readonly postId: Id;
  readonly counts: Record<TrendColumn, number>;
}

/** One row for each post and hour, in the order of the key. */
const rowsOf = (doings: readonly Doing[], change: 1 | -1): Row[] => {
  const rows = new Map<string, Row>();
  for (const { kind, postId, at } of doings) {
    const hour = bucketAt('hour', at);
    const key = `${String(hour.getTime())} ${String(postId)}`;
    const row = rows.get(key) ?? { at: hour, postId, counts: { reactions: 0, commenters: 0, sharers: 0 } };
    row.counts[trendOf[kind]] += change;
    rows.set(key, row);
  }
  return [...rows.values()].toSorted(
    (one, other) => one.at.getTime() - other.at.getTime() || one.postId - other.postId,
  );
};

/** Withholds what was done from what trends (1), or lets it trend again (-1): in one statement, in the order of the key. */
export const withhold = async (tx: Tx, doings: readonly Doing[], change: 1 | -1 = 1): Promise<void> => {
  const rows = rowsOf(doings, change);
  if (rows.length === 0) return;
  await tx.raw(
    `INSERT INTO withheld_buckets (at, post_id, ${trendColumns.join(', ')})
     VALUES ${rows.map(() => '(?, ?, ?, ?, ?)').join(', ')} AS changed
     ON DUPLICATE KEY UPDATE ${trendColumns.map((column) => `${column} = withheld_buckets.${column} + changed.${column}`).join(', ')}`,
    rows.flatMap(({ at, postId, counts }) => [at, postId, ...trendColumns.map((column) => counts[column])]),
  );
};

/** Those of these people who are not active, held as they are until the transaction ends. */
export const inactive = async (tx: Tx, people: readonly Id[]): Promise<ReadonlySet<Id>> => {
  if (people.length === 0) return new Set();
  const rows = await tx('people')
    .whereIn('id', people)
    .orderBy('id')
    .forShare()
    .select<{ id: Id; status: string }[]>('id', 'status');
  return new Set(rows.filter(({ status }) => status !== 'active').map(({ id }) => id));
};
