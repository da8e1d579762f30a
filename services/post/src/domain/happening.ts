import type { Post } from './post.ts';

/** What the events tell of a post. */
export const eventOf = ({ id, userId, mentions, version }: Post) => ({
  postId: id,
  authorId: userId,
  mentionIds: [...mentions],
  version,
});
