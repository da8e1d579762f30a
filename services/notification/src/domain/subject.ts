import type { Id, NotificationType } from '@concord/contracts';

interface About {
  readonly type: NotificationType;
  readonly postId: Id | null;
  readonly commentId: Id | null;
  /** Who did it; of a group, the newest. */
  readonly actorId: Id | null;
}

/** What a notification is about: of a comment on one's post, the post; of reactions and answers, what they are to or are. */
export const subjectOf = ({ type, postId, commentId, actorId }: About) => {
  if (commentId !== null && type !== 'comment') return { type: 'comment' as const, id: commentId, postId };
  if (postId !== null) return { type: 'post' as const, id: postId, postId: null };
  return actorId === null ? null : { type: 'person' as const, id: actorId, postId: null };
};
