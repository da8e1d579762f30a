import type { Id } from '@concord/contracts';
import { upsertNewer, type Tx } from '@concord/platform';

/** What another service counts about a post. */
interface Count {
  readonly post_id: Id;
  readonly count: number;
  readonly version: number;
}

/** Takes over counts that are not older than the copy, and gives posts the sum of all types. */
export const putReactionCounts = async (
  tx: Tx,
  counts: readonly (Count & { readonly type: string })[],
): Promise<void> => put(tx, counts, { table: 'reaction_counts', key: ['post_id', 'type'], column: 'like_count' });

/** Takes over counts that are not older than the copy, and gives them to posts. */
export const putCommentCounts = async (tx: Tx, counts: readonly Count[]): Promise<void> =>
  put(tx, counts, { table: 'comment_counts', key: ['post_id'], column: 'comment_count' });

interface Copy {
  readonly table: string;
  readonly key: readonly string[];
  /** Of `posts`. */
  readonly column: string;
}

/**
 * Counts of one post may come from several partitions at once: the post is held first, so that each sees what the one before has written
 * and none stands in the other's way. A post whose count is another one now gets a later version; nobody edited it, so `updated_at`
 * stays. What is deleted is left alone.
 */
const put = async (tx: Tx, counts: readonly Count[], { table, key, column }: Copy) => {
  const ids = [...new Set(counts.map(({ post_id }) => post_id))];
  if (ids.length === 0) return;
  await tx('posts').whereIn('id', ids).orderBy('id').forUpdate().select('id');
  await upsertNewer(
    tx,
    table,
    key,
    counts.map((count) => ({ ...count })),
  );
  await tx.raw(
    `UPDATE posts AS p
     JOIN (SELECT post_id, SUM(count) AS n FROM ?? WHERE post_id IN (${ids.map(() => '?').join(', ')}) GROUP BY post_id) AS c ON c.post_id = p.id
     SET p.?? = c.n, p.version = p.version + 1
     WHERE p.?? <> c.n AND p.deleted_at IS NULL`,
    [table, ...ids, column, column],
  );
};
