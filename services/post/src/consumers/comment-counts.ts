import { state } from '@concord/contracts';
import { onState } from '@concord/platform';
import { putCommentCounts } from '../store/counts.ts';

/** How many comments posts have. */
export const commentCounts = onState(state.comment.comment_counts, {
  name: 'copy comment_counts',
  apply: (tx, changes) =>
    putCommentCounts(
      tx,
      changes
        .filter(({ row }) => row.target_type === 'post')
        .map(({ row, version, purged }) => ({ post_id: row.target_id, count: purged ? 0 : row.count, version })),
    ),
});
