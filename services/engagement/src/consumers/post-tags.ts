import { state } from '@concord/contracts';
import { onState } from '@concord/platform';
import { putTags } from '../store/post-tags.ts';

/** The tags of posts. Stands behind the copy of posts, on the same stream, whose version is theirs. */
export const postTags = onState(state.post.posts, {
  name: 'copy post tags',
  apply: (tx, changes) =>
    putTags(
      tx,
      changes.map(({ row, version, purged }) => ({ id: row.id, version, tags: purged ? [] : row.tags })),
    ),
});
