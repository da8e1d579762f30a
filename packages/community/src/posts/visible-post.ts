import { canSee, isPlainlyPublic, type Relation, type Viewer } from '@concord/audience';
import { errors, type Id } from '@concord/contracts';
import { freshnessMs, type Copies } from '../copies.ts';
import type { PostService } from '../peers/post-service.ts';
import type { Person } from '../people/person.ts';
import { standing } from '../people/standing.ts';
import { findPerson } from '../people/store.ts';
import { findPost } from './copy.ts';
import type { PostFacts } from './post-facts.ts';

/** The copies with posts among them, and whom to ask for one that has not arrived. */
export interface PostCopies extends Copies {
  readonly post: PostService;
}

/** A post that the viewer may read, and how its author stands to them. */
export interface VisiblePost {
  readonly post: PostFacts;
  readonly author: Person;
  readonly relation: Relation;
}

/**
 * The post, if the viewer may read it; throws `not_found` otherwise.
 *
 * Works without the post service for whatever has arrived. That service is asked for a post that has not, or whose copy is too old while
 * not saying "plainly public"; when it does not answer, throws `stale`. For the author see `standing`.
 */
export const visiblePost = async (deps: PostCopies, viewer: Viewer, id: Id): Promise<VisiblePost> => {
  const post = await reliedPost(deps, id);
  if (post === null || post.deleted) throw errors.notFound();
  const { author, relation } = await standing(deps, viewer, post);
  if (author === null || !canSee(viewer, relation, author, post)) throw errors.notFound();
  return { post, author, relation };
};

const reliedPost = async ({ db, copies, post: service }: PostCopies, id: Id): Promise<PostFacts | null> => {
  const held = await findPost(db, id);
  if (held !== null && ((await copies.isFresh(freshnessMs)) || held.deleted)) return held;
  const author = held && (await findPerson(db, held.userId));
  if (held && author && isPlainlyPublic(author, held)) return held;
  return service.facts(id).catch((cause: unknown) => {
    throw errors.stale(undefined, { cause, retryAfter: 1 });
  });
};
