import { canSeeCard, type Viewer } from '@concord/audience';
import { standing, visiblePost, type Person, type PostFacts } from '@concord/community';
import { errors, type Id } from '@concord/contracts';
import type { Deps } from '../deps.ts';
import type { Comment } from '../domain/comment.ts';
import { findComment, findWriter, nobody } from '../store/comments.ts';

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
 * Whether the viewer sees who wrote a comment on the post; no where there is no such comment. A deleted one is looked at like any other, so
 * that nothing, not even a failure on the way, tells what emptied a place.
 */
export const seesWriter = async (deps: Deps, viewer: Viewer, postId: Id, id: Id): Promise<boolean> => {
  const userId = await findWriter(deps.db, postId, id);
  if (userId === null || userId === nobody) return false;
  const { author, relation } = await standing(deps, viewer, { userId, audience: 'public' });
  return author !== null && canSeeCard(viewer, relation, author);
};
