import { canSeeCard, type Viewer } from '@concord/audience';
import { standing, visiblePost, type Person, type PostFacts } from '@concord/community';
import { errors, type Id } from '@concord/contracts';
import type { Deps } from '../deps.ts';
import { unanswerable, type Comment } from '../domain/comment.ts';
import { findComment } from '../store/comments.ts';

/** A comment on a post that somebody may see; whether they may see who wrote it is another question. */
export interface CommentOnPost {
  readonly comment: Comment;
  readonly post: PostFacts;
}

/** A comment with all that this service knows of its author. */
export interface VisibleComment extends CommentOnPost {
  readonly author: Person;
}

/** The comment, if it is not deleted and the viewer may see its post; throws `not_found` otherwise, and `stale` as `visiblePost` does. */
export const commentOnPost = async (deps: Deps, viewer: Viewer, id: Id): Promise<CommentOnPost> => {
  const comment = await findComment(deps.db, id);
  if (comment === null) throw errors.notFound();
  const { post } = await visiblePost(deps, viewer, comment.postId);
  return { comment, post };
};

/** The comment, if the viewer may see its post and its author; throws `not_found` otherwise, and `stale` as `standing` does. */
export const visibleComment = async (deps: Deps, viewer: Viewer, id: Id): Promise<VisibleComment> =>
  seenBy(deps, viewer, await commentOnPost(deps, viewer, id));

/** Adds its author to a comment on a post that the viewer may see. */
export const seenBy = async (deps: Deps, viewer: Viewer, { comment, post }: CommentOnPost): Promise<VisibleComment> => {
  const { author, relation } = await standing(deps, viewer, { userId: comment.userId, audience: 'public' });
  if (author === null || !canSeeCard(viewer, relation, author)) throw errors.notFound();
  return { comment, post, author };
};

/**
 * Throws unless the viewer sees the comment that they reply to. What is deleted or not there is refused later, when it is held.
 */
export const assertReplyable = async (deps: Deps, viewer: Viewer, id: Id): Promise<void> => {
  const comment = await findComment(deps.db, id);
  if (comment === null) return;
  const { author, relation } = await standing(deps, viewer, { userId: comment.userId, audience: 'public' });
  if (author === null || !canSeeCard(viewer, relation, author)) throw unanswerable(comment);
};
