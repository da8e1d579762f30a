import type { Id } from '@concord/contracts';
import { upsertNewer, type Tx } from '@concord/platform';

/** How many reactions of a type a comment has. */
export type ReactionCount = Readonly<{
  target_id: Id;
  type: string;
  count: number;
  version: number;
}>;

/**
 * Takes over what is not older, and gives the comments their sums, a version later where that changes them. The comments are held first,
 * so that counts of two types that arrive at once see each other. A comment that is not there was purged: its counts mean nothing.
 */
export const putReactionCounts = async (tx: Tx, counts: readonly ReactionCount[]): Promise<void> => {
  if (counts.length === 0) return;
  const ids = [...new Set(counts.map((count) => count.target_id))];
  await tx('comments').whereIn('id', ids).orderBy('id', 'desc').forUpdate().select('id');
  await upsertNewer(tx, 'reaction_counts', ['target_id', 'type'], counts);
  const sums = tx('reaction_counts')
    .select('target_id')
    .sum({ likes: 'count' })
    .whereIn('target_id', ids)
    .groupBy('target_id');
  await tx.raw(
    `UPDATE comments AS c JOIN (?) AS n ON n.target_id = c.id
     SET c.like_count = n.likes, c.version = c.version + 1 WHERE c.like_count <> n.likes`,
    [sums],
  );
};
