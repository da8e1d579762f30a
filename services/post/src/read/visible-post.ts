import { canSee, type Viewer } from '@concord/audience';
import { standing, type Person } from '@concord/community';
import { errors, type Id } from '@concord/contracts';
import type { Deps } from '../deps.ts';
import type { Authored } from '../domain/authored.ts';
import { findPost } from '../store/posts.ts';

/** A post with all that this service knows of its author. */
export interface VisiblePost extends Authored {
  readonly author: Person;
}

/** The post with its author's card, if the viewer may read it; throws `not_found` otherwise, and `stale` as `standing` does. */
export const visiblePost = async (deps: Deps, viewer: Viewer, id: Id): Promise<VisiblePost> => {
  const post = await findPost(deps.db, id);
  if (post === null) throw errors.notFound();
  const { author, relation } = await standing(deps, viewer, post);
  if (author === null || !canSee(viewer, relation, author, post)) throw errors.notFound();
  return { post, author };
};

/** The post, or where it is a share what it shares; throws `not_found` unless the viewer may read both. */
export const visibleOriginal = async (deps: Deps, viewer: Viewer, id: Id): Promise<VisiblePost> => {
  const seen = await visiblePost(deps, viewer, id);
  return seen.post.sharedPostId === null ? seen : visiblePost(deps, viewer, seen.post.sharedPostId);
};
