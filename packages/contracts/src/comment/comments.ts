import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, PageOf, Paging, Text, Time } from '../kit/types.ts';
import { composedReactions, reactionTargets } from '../reaction/summary.ts';
import { Card } from '../user/profiles.ts';
import { Username } from '../vocabulary.ts';

/** An empty place has no reactions: they would tell what is left out. */
const commentTarget = {
  type: 'comment',
  has: (shown: object) => (shown as { readonly author: unknown }).author !== null,
} as const;

export const Comment = z
  .strictObject({
    id: Id,
    postId: Id,
    parentId: Id.nullable().meta({ description: 'The comment it replies to; null on the first level' }),
    depth: z.int().meta({ description: '1 on the first level' }),
    author: Card.nullable().meta({
      description: 'Null, as the content, where nothing but the place is left: replies stand below it',
    }),
    content: z.string().nullable(),
    mentions: z.array(z.strictObject({ id: Id, username: Username })),
    likeCount: z.int(),
    replyCount: z.int().meta({ description: 'Direct replies: not deleted, by active accounts' }),
    reactions: composedReactions,
    edited: z.boolean(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'Comment' })
  .register(reactionTargets, commentTarget);

export const CommentBranch = z
  .strictObject({
    ...Comment.shape,
    firstReplies: z
      .array(Comment)
      .meta({ description: 'How the branch under it begins, in reading order: at most 3 of any depth' }),
  })
  .meta({ id: 'CommentBranch' })
  .register(reactionTargets, commentTarget);

export const EarlierContent = z
  .strictObject({
    revision: z.int().meta({ description: '1 is what was written first' }),
    content: z.string(),
    writtenAt: Time,
  })
  .meta({ id: 'EarlierContent' });

const Content = Text(1, 5_000)
  .refine((text) => text.trim() !== '', 'must not be blank')
  .meta({ description: 'Plain text; mentions are found in it', examples: ['Lovely, what did you feed them with?'] });

export const NewComment = z
  .strictObject({
    content: Content,
    parentId: Id.optional().meta({ description: 'The comment that this one replies to, under the same post' }),
  })
  .meta({ id: 'NewComment' });

export const CommentPatch = z.strictObject({ content: Content.optional() }).meta({ id: 'CommentPatch' });

const one = z.strictObject({ id: Id });

export const createComment = operation({
  id: 'createComment',
  method: 'POST',
  path: '/v1/posts/{id}/comments',
  summary: 'Comment on a post, or reply to a comment on it',
  access: 'user',
  params: one,
  body: NewComment,
  replies: { 201: Comment },
  receipt: true,
  etag: true,
  keyed: true,
  errors: [errors.notFound, errors.forbidden, errors.commentsLocked, errors.impossible, errors.stale],
});

export const listComments = operation({
  id: 'listComments',
  method: 'GET',
  path: '/v1/posts/{id}/comments',
  summary: 'The first level of comments on a post, each with how its branch begins',
  access: 'anyone',
  paged: true,
  params: one,
  query: z.strictObject({
    sort: z.enum(['top', 'new', 'old']).default('top').meta({ description: 'Most liked, newest or oldest first' }),
    ...Paging,
  }),
  replies: {
    200: z.strictObject({
      items: z.array(CommentBranch),
      nextCursor: z.string().nullable(),
      locked: z.boolean().meta({ description: 'Whether the post takes no more comments' }),
      commentCount: z.int().meta({ description: 'At any depth: not deleted, by active accounts' }),
    }),
  },
  waits: true,
  errors: [errors.notFound, errors.cursorInvalid, errors.stale],
});

export const listReplies = operation({
  id: 'listReplies',
  method: 'GET',
  path: '/v1/comments/{id}/replies',
  summary: 'The whole branch under a comment, in reading order',
  description:
    'Depth first: each reply is followed by what stands below it; replies to the same comment, oldest first.',
  access: 'anyone',
  paged: true,
  params: one,
  query: z.strictObject({ ...Paging }),
  replies: { 200: PageOf(Comment) },
  waits: true,
  errors: [errors.notFound, errors.cursorInvalid, errors.stale],
});

export const getComment = operation({
  id: 'getComment',
  method: 'GET',
  path: '/v1/comments/{id}',
  summary: 'Read a comment',
  access: 'anyone',
  params: one,
  replies: { 200: Comment },
  waits: true,
  etag: true,
  errors: [errors.notFound, errors.stale],
});

export const updateComment = operation({
  id: 'updateComment',
  method: 'PATCH',
  path: '/v1/comments/{id}',
  summary: 'Edit a comment of mine',
  access: 'user',
  params: one,
  body: CommentPatch,
  replies: { 200: Comment },
  receipt: true,
  etag: true,
  errors: [errors.notFound, errors.forbidden, errors.stale],
});

export const deleteComment = operation({
  id: 'deleteComment',
  method: 'DELETE',
  path: '/v1/comments/{id}',
  summary: 'Delete a comment of mine, or one on a post of mine',
  description:
    'Its place stays while replies stand below it. Moderators remove comments by deciding a case about them.',
  access: 'user',
  params: one,
  replies: { 204: null },
  receipt: true,
  etag: true,
  errors: [errors.notFound, errors.forbidden, errors.stale],
});

export const listCommentHistory = operation({
  id: 'listCommentHistory',
  method: 'GET',
  path: '/v1/comments/{id}/history',
  summary: 'What a comment said before it was edited, latest first',
  description: 'For its author, moderators and administrators.',
  access: 'user',
  paged: true,
  params: one,
  query: z.strictObject({ ...Paging }),
  replies: { 200: PageOf(EarlierContent) },
  errors: [errors.notFound, errors.forbidden, errors.cursorInvalid, errors.stale],
});

export const listProfileComments = operation({
  id: 'listProfileComments',
  method: 'GET',
  path: '/v1/profiles/{id}/comments',
  summary: 'What somebody commented, newest first',
  access: 'anyone',
  paged: true,
  params: one,
  query: z.strictObject({ ...Paging }),
  replies: { 200: PageOf(Comment) },
  waits: true,
  errors: [errors.notFound, errors.cursorInvalid, errors.stale],
});

export const lockComments = operation({
  id: 'lockComments',
  method: 'PUT',
  path: '/v1/posts/{id}/comments/lock',
  summary: 'Take no more comments on a post of mine',
  access: 'user',
  params: one,
  replies: { 204: null },
  errors: [errors.notFound, errors.forbidden, errors.stale],
});

export const unlockComments = operation({
  id: 'unlockComments',
  method: 'DELETE',
  path: '/v1/posts/{id}/comments/lock',
  summary: 'Take comments on a post of mine again',
  access: 'user',
  params: one,
  replies: { 204: null },
  errors: [errors.notFound, errors.forbidden, errors.stale],
});
