import type { PostFacts } from '@concord/community';
import { errors } from '@concord/contracts';
import type { Actor } from '@concord/platform';
import type { Comment } from './domain/comment.ts';

const isModerator = ({ roles }: Actor): boolean => roles.includes('moderator') || roles.includes('admin');

/** A comment belongs to who wrote it. */
export const mayChange = (actor: Actor, comment: Comment): void => {
  if (comment.userId !== actor.id) throw errors.forbidden('This comment is somebody else’s');
};

/** What stands under a post is moderated by its author, by moderators and by administrators. */
export const moderates = (actor: Actor, post: PostFacts): boolean => post.userId === actor.id || isModerator(actor);

/** What a comment said before is for its author, moderators and administrators. */
export const mayReadHistory = (actor: Actor, comment: Comment): void => {
  if (!isModerator(actor)) mayChange(actor, comment);
};

/** Whether a post takes comments is its author’s decision. */
export const mayLock = (actor: Actor, post: PostFacts): void => {
  if (post.userId !== actor.id) throw errors.forbidden('This post is somebody else’s');
};
