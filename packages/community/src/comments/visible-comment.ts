import { canSeeCard, type Viewer } from '@concord/audience';
import { errors, type Id } from '@concord/contracts';
import type { CommentFacts, CommentService } from '../peers/comment-service.ts';
import { standing } from '../people/standing.ts';
import { visiblePost, type PostCopies } from '../posts/visible-post.ts';
import { findComment } from './copy.ts';

/** The copies with comments among them, and whom to ask for one that has not arrived. */
export interface CommentCopies extends PostCopies {
  readonly comment: CommentService;
}

/**
 * The comment, if the viewer may read it: its post, and of its author at least the card. Throws `not_found` otherwise. The comment service
 * is asked for one that has not arrived; when it does not answer, throws `stale`.
 */
export const visibleComment = async (deps: CommentCopies, viewer: Viewer, id: Id): Promise<CommentFacts> => {
  const comment = await reliedComment(deps, id);
  if (comment === null) throw errors.notFound();
  await visiblePost(deps, viewer, comment.postId);
  const { author, relation } = await standing(deps, viewer, { userId: comment.userId, audience: 'public' });
  if (author === null || !canSeeCard(viewer, relation, author)) throw errors.notFound();
  return comment;
};

/** Null where there is none any more. */
const reliedComment = async ({ db, comment: service }: CommentCopies, id: Id): Promise<CommentFacts | null> => {
  const held = await findComment(db, id);
  if (held !== null) return held.deleted ? null : held;
  return service.facts(id).catch((cause: unknown) => {
    throw errors.stale(undefined, { cause, retryAfter: 1 });
  });
};
