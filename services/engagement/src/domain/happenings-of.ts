import type { events, Id } from '@concord/contracts';
import { timeOfId } from '@concord/platform';
import type { z } from 'zod';
import type { Happening } from './happening.ts';

type Payload<K extends keyof typeof events> = z.output<(typeof events)[K]['payload']>;

/** Ids tell when what they name was made, however late its event comes. */
const madeAt = (id: Id): Date => new Date(timeOfId(id));

/** A reaction to a comment is its author's, not the post's. */
export const ofReaction = (reaction: Payload<'reactionAdded'>): Happening => {
  const { reactionId, targetType, targetId, targetAuthorId, actorId } = reaction;
  const isPost = targetType === 'post';
  return {
    ...{ kind: isPost ? 'reaction' : 'comment_reaction', at: madeAt(reactionId), actorId, subjectId: targetId },
    ...{ postId: isPost ? targetId : null, authorId: targetAuthorId },
  };
};

/** A comment is the post's, however deep in the thread it stands. */
export const ofComment = ({ commentId, postId, authorId, postAuthorId }: Payload<'commentCreated'>): Happening => ({
  ...{ kind: 'comment', at: madeAt(commentId), actorId: authorId, subjectId: postId, postId, authorId: postAuthorId },
});

export const ofShare = ({ shareId, postId, postAuthorId, actorId }: Payload<'postShared'>): Happening => ({
  ...{ kind: 'share', at: madeAt(shareId), actorId, subjectId: postId, postId, authorId: postAuthorId },
});

/** Following makes nothing that has an id: its time is when the event left its database. */
export const ofFollow = ({ actorId, targetId }: Payload<'relationFollowed'>, at: Date): Happening => ({
  ...{ kind: 'follow', at, actorId, subjectId: targetId, postId: null, authorId: targetId },
});

export const ofView = (postId: Id, authorId: Id, actorId: Id, at: Date): Happening => ({
  ...{ kind: 'view', at, actorId, subjectId: postId, postId, authorId },
});
