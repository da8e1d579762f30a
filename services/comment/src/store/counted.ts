import type { Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import { commentCounts } from './comment-counts.ts';

/** Where a comment is counted: under its post, and as a reply to its parent. */
export interface Counted {
  readonly postId: Id;
  readonly parentId: Id | null;
}

/** Counts comments where they stand, or takes them from the counts: `change` is 1 or -1 for each. */
export const count = async (tx: Tx, comments: readonly Counted[], change: 1 | -1): Promise<void> => {
  const sums = new Map<string, [{ target_type: 'post' | 'comment'; target_id: Id }, number]>();
  const add = (target_type: 'post' | 'comment', target_id: Id) => {
    const key = `${target_type} ${target_id}`;
    sums.set(key, [{ target_type, target_id }, (sums.get(key)?.[1] ?? 0) + change]);
  };
  for (const { postId, parentId } of comments) {
    add('post', postId);
    if (parentId !== null) add('comment', parentId);
  }
  await commentCounts.addAll(tx, [...sums.values()]);
};
