import type { PostFacts } from '@concord/community';
import { errors } from '@concord/contracts';
import type { Actor } from '@concord/platform';
import type { Comment } from './domain/comment.ts';

const isModerator = ({ roles }: Actor): boolean => roles.includes('moderator') || roles.includes('admin');

/** A comment belongs to who wrote it. */
export const mayChange = (actor: Actor, comment: Comment): void => {
  if (comment.userId !== actor.id) throw errors.forbidden('This comment is somebody else’s');
};

/** What stands under a post is for its author to keep or delete. Moderators decide a case about it, which is written down. */
export const ownsThread = (actor: Actor, post: PostFacts): boolean => post.userId === actor.id;

/** What a comment said before is for its author, and for who decides cases: an insult that was edited away is still judged. */
export const mayReadHistory = (actor: Actor, comment: Comment): void => {
  if (!isModerator(actor)) mayChange(actor, comment);
};

/** Whether a post takes comments is its author’s decision. */
export const mayLock = (actor: Actor, post: PostFacts): void => {
  if (!ownsThread(actor, post)) throw errors.forbidden('This post is somebody else’s');
};
