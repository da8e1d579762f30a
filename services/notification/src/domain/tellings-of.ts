import type { events, Id, NotificationType } from '@concord/contracts';
import type { z } from 'zod';
import type { Telling } from './telling.ts';

type Payload<K extends keyof typeof events> = z.output<(typeof events)[K]['payload']>;

/** Of a relation: `cause` tells how often a receiver may be told of it. */
export const ofRelation = (
  type: NotificationType & ('follow' | 'follow_request' | 'friend_request' | 'friend_accepted'),
  { actorId, targetId }: Payload<'relationFollowed'>,
  cause: string,
): Telling[] => [{ receiverId: targetId, type, actorId, postId: null, commentId: null, cause, group: type }];

/** Of a post: those whom it mentions. Its author's followers are told in chunks, see the fan-out. */
export const ofPost = ({ postId, authorId, mentionIds = [] }: Payload<'postCreated'>): Telling[] =>
  mentionIds.map((receiverId) => ({
    ...{ receiverId, type: 'mention', actorId: authorId, postId, commentId: null },
    ...{ cause: causeOfPost(postId), group: `mention:post:${postId}` },
  }));

/** Of a comment: who is answered, who is mentioned, whose post it is; whoever is several of these is told of the first. */
export const ofComment = (comment: Payload<'commentCreated'>): Telling[] => {
  const { commentId, postId, parentId, authorId, postAuthorId, parentAuthorId } = comment;
  const about = { actorId: authorId, postId, commentId, cause: `comment:${commentId}` };
  return [
    ...(parentAuthorId === null
      ? []
      : [{ ...about, receiverId: parentAuthorId, type: 'reply' as const, group: `reply:comment:${parentId ?? 0}` }]),
    ...mentionsIn(comment),
    { ...about, receiverId: postAuthorId, type: 'comment', group: `comment:post:${postId}` },
  ];
};

/** Of an edited comment: only those whom it mentions. Who was told when it was written is not told again. */
export const mentionsIn = ({ commentId, postId, authorId, mentionIds }: Payload<'commentUpdated'>): Telling[] =>
  mentionIds.map((receiverId) => ({
    ...{ receiverId, type: 'mention', actorId: authorId, postId, commentId },
    ...{ cause: `comment:${commentId}`, group: `mention:comment:${commentId}` },
  }));

/** Of a reaction: who wrote what it is to; of one person and one target once, however often it is taken back and given. */
export const ofReaction = ({
  targetType,
  targetId,
  targetAuthorId,
  postId,
  actorId,
}: Payload<'reactionAdded'>): Telling[] => [
  {
    ...{ receiverId: targetAuthorId, type: 'like', actorId, postId },
    ...{ commentId: targetType === 'comment' ? targetId : null },
    ...{ cause: `like:${targetType}:${targetId}:${actorId}`, group: `like:${targetType}:${targetId}` },
  },
];

/** Of a share: who wrote what is shared, if they may see the share. */
export const ofShare = ({ shareId, postId, postAuthorId, actorId }: Payload<'postShared'>): Telling[] => [
  {
    ...{ receiverId: postAuthorId, type: 'share', actorId, postId: shareId, commentId: null },
    ...{ cause: causeOfPost(shareId), group: `share:post:${postId}` },
  },
];

/** Of a new post: a follower. Whom the post mentions has the same cause, and so is not told twice. */
export const ofNewPost = (post: { readonly postId: Id; readonly authorId: Id }, receiverId: Id): Telling => ({
  ...{ receiverId, type: 'new_post', actorId: post.authorId, postId: post.postId, commentId: null },
  ...{ cause: causeOfPost(post.postId), group: `new_post:post:${post.postId}` },
});

const causeOfPost = (postId: Id) => `post:${postId}`;

/** Of a decided report: who made it. What it was about may be gone, so it is about nothing that could be opened. */
export const ofReport = ({ reportId, reporterId }: Payload<'reportDecided'>): Telling[] => [
  ofModeration('report_decided', reporterId, `report:${reportId}`),
];

/** Of what moderators removed: who wrote it. */
export const ofRemoval = ({ caseId, authorId }: Payload<'reportSubjectRemoved'>): Telling[] => [
  ofModeration('content_removed', authorId, `case:${caseId}`),
];

/** Nobody is told who decided. */
const ofModeration = (
  type: NotificationType & ('report_decided' | 'content_removed'),
  receiverId: Id,
  cause: string,
): Telling => ({ receiverId, type, actorId: null, postId: null, commentId: null, cause, group: cause });
