import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id } from '../kit/types.ts';

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
