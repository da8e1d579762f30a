import type { Id, state } from '@concord/contracts';
import { onState, upsertNewer, type Change, type Consumer, type Tx } from '@concord/platform';

type CountsStream = typeof state.reaction.reaction_counts | typeof state.comment.comment_counts;

/** Where counts of another service go. */
export interface CopiedCounts {
  readonly stream: CountsStream;
  /** What is counted that this service owns. */
  readonly of: 'post' | 'comment';
  /** The table of the copy has the stream's name: the column of what is counted, `type` if the stream has one, `count` and `version`. */
  readonly id: string;
  /** The table of what is counted, the column that shows the sum, and the order in which this service takes its rows. */
  readonly into: { readonly table: string; readonly column: string; readonly order: 'asc' | 'desc' };
}

interface Count {
  readonly id: Id;
  readonly type?: string;
  readonly count: number;
  readonly version: number;
}

/** The copy of what another service counts about this service's rows, and the sums in these rows. */
export const countsCopy = (copied: CopiedCounts): Consumer =>
  onState<CountsStream>(copied.stream, {
    name: `copy ${copied.stream.table}`,
    apply: (tx, changes) => put(tx, copied, changes.filter(({ row }) => row.target_type === copied.of).map(countIn)),
  });

const countIn = ({ row, version, purged }: Change<{ target_id: Id; type?: string; count: number }>): Count => ({
  ...('type' in row && { type: row.type }),
  id: row.target_id,
  count: purged ? 0 : row.count,
  version,
});

/**
 * Counts of one thing may come from several partitions at once: its row is held first, so that each sees what the one before has written and
 * none stands in the other's way. A row whose sum is another one now gets a later version; nobody edited it, so `updated_at` stays. What is
 * deleted is left alone.
 */
const put = async (tx: Tx, { stream, id, into }: CopiedCounts, counts: readonly Count[]): Promise<void> => {
  if (counts.length === 0) return;
  const ids = [...new Set(counts.map((count) => count.id))];
  await tx(into.table).whereIn('id', ids).orderBy('id', into.order).forUpdate().select('id');
  const key = counts.some(({ type }) => type !== undefined) ? [id, 'type'] : [id];
  await upsertNewer(
    tx,
    stream.table,
    key,
    counts.map(({ id: target, ...count }) => ({ [id]: target, ...count })),
  );
  const sums = tx(stream.table).select(id).sum({ n: 'count' }).whereIn(id, ids).groupBy(id);
  await tx.raw(
    `UPDATE ?? AS counted JOIN (?) AS sums ON sums.?? = counted.id
     SET counted.?? = sums.n, counted.version = counted.version + 1
     WHERE counted.?? <> sums.n AND counted.deleted_at IS NULL`,
    [into.table, sums, id, into.column, into.column],
  );
};
