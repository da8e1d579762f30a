import { narrower } from '@concord/audience';
import { state } from '@concord/contracts';
import { document } from '../../document.ts';
import { mapping } from './mapping.ts';

/** `width` is what is left of the audience within the author's reach; an unpublished post is its author's alone. */
export const post = document({
  stream: state.post.posts,
  index: 'posts',
  generation: 1,
  mapping,
  project: (row) =>
    row.deleted_at !== null
      ? null
      : {
          author_id: row.user_id,
          text: row.content,
          tags: row.tags,
          mentions: row.mentions,
          location: row.location,
          audience: row.audience,
          width: row.is_published ? narrower(row.audience, row.reach) : 'private',
          like_count: row.like_count,
          comment_count: row.comment_count,
          share_count: row.share_count,
          created_at: row.created_at,
          updated_at: row.updated_at,
        },
});
