import type { Id } from '@concord/contracts';
import { counts } from '@concord/platform';

/** How many comments a post has (at any depth), or direct replies a comment: not deleted, by active accounts. */
export const commentCounts = counts<{ target_type: 'post' | 'comment'; target_id: Id }>('comment_counts', [
  'target_type',
  'target_id',
]);
