import type { Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import { commentCounts } from './comment-counts.ts';

/** Where a comment is counted: under its post, and as a reply to its parent. */
export interface Counted {
  readonly postId: Id;
  readonly parentId: Id | null;
}

/** Counts comments where they stand, or takes them from the counts: `change` is 1 or -1 for each. */
export const count = (tx: Tx, comments: readonly Counted[], change: 1 | -1): Promise<void> =>
  commentCounts.addAll(
    tx,
    comments.flatMap(({ postId, parentId }) => [
      [{ target_type: 'post' as const, target_id: postId }, change] as const,
      ...(parentId === null ? [] : [[{ target_type: 'comment' as const, target_id: parentId }, change] as const]),
    ]),
  );
