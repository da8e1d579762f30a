import { canSeeCard, type Viewer } from '@concord/audience';
import { standing, visiblePost, type CommentFacts } from '@concord/community';
import { errors, type Id } from '@concord/contracts';
import type { Deps } from '../deps.ts';
import { aComment, aPost, type SeenTarget } from '../domain/target.ts';
import { findComment } from '../store/comments.ts';

/** The post, if the viewer may read it; throws `not_found` otherwise, and `stale` as `visiblePost` does. */
export const postFor = async (deps: Deps, viewer: Viewer, id: Id): Promise<SeenTarget> => {
  const { post } = await visiblePost(deps, viewer, id);
  return { ...aPost(post.id), authorId: post.userId, postId: post.id };
};

/**
 * The comment, if the viewer may read it: its post, and of its author at least the card. Throws `not_found` otherwise. The comment service
 * is asked for one that has not arrived; when it does not answer, throws `stale`.
 */
export const commentFor = async (deps: Deps, viewer: Viewer, id: Id): Promise<SeenTarget> => {
  const comment = await reliedComment(deps, id);
  if (comment === null) throw errors.notFound();
  await visiblePost(deps, viewer, comment.postId);
  const { author, relation } = await standing(deps, viewer, { userId: comment.userId, audience: 'public' });
  if (author === null || !canSeeCard(viewer, relation, author)) throw errors.notFound();
  return { ...aComment(comment.id), authorId: comment.userId, postId: comment.postId };
};

/** Null where there is none any more. */
const reliedComment = async ({ db, comment: service }: Deps, id: Id): Promise<CommentFacts | null> => {
  const held = await findComment(db, id);
  if (held !== null) return held.deleted ? null : held;
  return service.facts(id).catch((cause: unknown) => {
    throw errors.stale(undefined, { cause, retryAfter: 1 });
  });
};
