import { errors } from '@concord/contracts';
import type { Actor } from '@concord/platform';
import type { Post } from './domain/post.ts';

/** A post belongs to who wrote it. */
export const mayChange = (actor: Actor, post: Post): void => {
  if (post.userId !== actor.id) throw errors.forbidden('This post is somebody else’s');
};
