import { errors } from '@concord/contracts';
import type { Actor } from '@concord/platform';
import type { Person } from './domain/person.ts';
import type { Post } from './domain/post.ts';

/** Only an active account writes; a suspended one may still read and delete. */
export const mayWrite = (author: Person): void => {
  if (author.status !== 'active') throw errors.forbidden('This account is not active');
};

/** A post belongs to who wrote it. */
export const mayChange = (actor: Actor, post: Post): void => {
  if (post.userId !== actor.id) throw errors.forbidden('This post is somebody else’s');
};
