import { state } from '@concord/contracts';
import { localCopy } from '@concord/platform';

/** The copy of comments, as far as reacting needs it. */
export const comments = localCopy(state.comment.comments, {
  table: 'comments',
  key: 'id',
  columns: { post_id: 'post_id', user_id: 'user_id', deleted: ({ deleted_at }) => deleted_at !== null },
});
