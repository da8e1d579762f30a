import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, Time } from '../kit/types.ts';

/** For a service whose copy of the comment has not arrived. A deleted comment is not found. */
export const readComment = operation({
  id: 'readComment',
  method: 'GET',
  path: '/internal/comments/{id}',
  summary: 'Whose a comment is and under which post, as the state stream will tell it',
  access: 'internal',
  params: z.strictObject({ id: Id }),
  replies: { 200: z.strictObject({ id: Id, userId: Id, postId: Id, version: z.int() }) },
  errors: [errors.notFound],
});

/** For who moderates: what a comment says at this moment, whoever may see it. A deleted comment is not found. */
export const readCommentContent = operation({
  id: 'readCommentContent',
  method: 'GET',
  path: '/internal/comments/{id}/content',
  summary: 'What a comment says, whoever may see it',
  access: 'internal',
  params: z.strictObject({ id: Id }),
  replies: {
    200: z.strictObject({
      postId: Id,
      parentId: Id.nullable(),
      content: z.string(),
      createdAt: Time,
      updatedAt: Time,
    }),
  },
  errors: [errors.notFound],
});

/** For who moderates: deletes a comment as its author would. May be repeated; a comment that is gone stays so. */
export const removeComment = operation({
  id: 'removeComment',
  method: 'DELETE',
  path: '/internal/comments/{id}',
  summary: 'Remove a comment by a moderator’s decision',
  access: 'internal',
  params: z.strictObject({ id: Id }),
  replies: { 204: null },
  errors: [],
});
