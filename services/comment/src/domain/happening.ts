import type { Comment } from './comment.ts';

/** What the events tell of a comment. */
export const eventOf = ({ id, postId, parentId, userId, version }: Comment) => ({
  commentId: id,
  postId,
  parentId,
  authorId: userId,
  version,
});
