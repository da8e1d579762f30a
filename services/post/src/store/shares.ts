import type { PersonChange } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';

/** Asks, in the transaction of what changes it, for a post's shares to be counted again. No row is contended for. */
export const changeShares = async (tx: Tx, postId: Id): Promise<void> => {
  await tx('share_changes').insert({ post_id: postId });
};

/** Asks for it for all that people share whose accounts became active, or ceased to be. */
export const changeSharers = async (tx: Tx, changes: readonly PersonChange[]): Promise<void> => {
  const ids = changes
    .filter(({ before, after }) => before === undefined || (before.status === 'active') !== (after.status === 'active'))
    .map(({ after }) => after.id);
  if (ids.length === 0) return;
  await tx.raw(
    `INSERT INTO share_changes (post_id)
     SELECT DISTINCT shared_post_id FROM posts WHERE user_id IN (${ids.map(() => '?').join(', ')}) AND shared_post_id IS NOT NULL`,
    ids,
  );
};

/** Posts whose shares are to be counted again, for the 500 oldest changes. */
export const changedShares = async (reader: Reader): Promise<Id[]> => [
  ...new Set((await reader('share_changes').orderBy('id').limit(500).pluck('post_id')) as Id[]),
];

/**
 * Counts the shares of a post that stand and whose accounts are active. What asked for it is read before the shares are: what is
 * committed between the two is counted, and asked for once more.
 */
export const countShares = async (tx: Tx, postId: Id): Promise<void> => {
  await tx('posts').where({ id: postId }).forUpdate().first('id');
  const asked = (await tx('share_changes').where({ post_id: postId }).pluck('id')) as Id[];
  const counted = await tx('posts as s')
    .join('people as a', 'a.id', 's.user_id')
    .where({ 's.shared_post_id': postId, 'a.status': 'active' })
    .whereNull('s.deleted_at')
    .count<{ n: number }[]>({ n: '*' });
  const share_count = counted[0]?.n ?? 0;
  await tx('posts')
    .where({ id: postId })
    .whereNull('deleted_at')
    .whereNot({ share_count })
    .update({ share_count, version: tx.raw('version + 1') });
  await tx('share_changes').whereIn('id', asked).delete();
};
