import { state } from '@concord/contracts';
import { localCopy } from '@concord/platform';

/** Which comments there are: of one that is deleted nobody is told. */
export const comments = localCopy(state.comment.comments, {
  table: 'comments',
  key: 'id',
  columns: { deleted: ({ deleted_at, post_deleted }) => deleted_at !== null || post_deleted },
});
