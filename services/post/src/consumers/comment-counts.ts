import { countsCopy } from '@concord/community';
import { state } from '@concord/contracts';

/** How many comments posts have. */
export const commentCounts = countsCopy({
  stream: state.comment.comment_counts,
  of: 'post',
  id: 'post_id',
  into: { table: 'posts', column: 'comment_count', order: 'asc' },
});
