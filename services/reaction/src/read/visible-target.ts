import type { Viewer } from '@concord/audience';
import { visibleComment, visiblePost } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Deps } from '../deps.ts';
import { aComment, aPost, type SeenTarget } from '../domain/target.ts';

/** The post, if the viewer may read it; throws `not_found` otherwise, and `stale` as `visiblePost` does. */
export const postFor = async (deps: Deps, viewer: Viewer, id: Id): Promise<SeenTarget> => {
  const { post } = await visiblePost(deps, viewer, id);
  return { ...aPost(post.id), authorId: post.userId, postId: post.id };
};

/** The comment, if the viewer may read it; throws as `visibleComment` does. */
export const commentFor = async (deps: Deps, viewer: Viewer, id: Id): Promise<SeenTarget> => {
  const comment = await visibleComment(deps, viewer, id);
  return { ...aComment(comment.id), authorId: comment.userId, postId: comment.postId };
};
