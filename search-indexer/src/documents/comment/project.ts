import { state } from '@concord/contracts';
import { document } from '../../document.ts';
import { mapping } from './mapping.ts';

/** `post_width` and `post_author_id` say who may read its post, `author_active` whether its own author is shown: both decide. */
export const comment = document({
  stream: state.comment.comments,
  index: 'comments',
  generation: 1,
  mapping,
  project: (row) =>
    row.deleted_at !== null || row.post_deleted
      ? null
      : {
          post_id: row.post_id,
          parent_id: row.parent_id,
          author_id: row.user_id,
          author_active: row.author_active,
          post_author_id: row.post_user_id,
          post_width: row.post_width,
          text: row.content,
          mentions: row.mentions,
          like_count: row.like_count,
          created_at: row.created_at,
          updated_at: row.updated_at,
        },
});
