import type { PostFacts } from '@concord/community';
import { errors } from '@concord/contracts';
import type { Actor } from '@concord/platform';

/** What people did with a post is its author's business. */
export const mayMeasure = (actor: Actor, post: PostFacts): void => {
  if (post.userId !== actor.id) throw errors.forbidden('Only who wrote a post is told what people did with it');
};
