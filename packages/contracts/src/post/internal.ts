import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id } from '../kit/types.ts';
import { Audience, Reach } from '../vocabulary.ts';

/** For a service whose copy of the post has not arrived or is too old. A deleted post is not found; an unpublished one is private. */
export const readPost = operation({
  id: 'readPost',
  method: 'GET',
  path: '/internal/posts/{id}',
  summary: 'Whose a post is and who may see it, as the state stream will tell it',
  access: 'internal',
  params: z.strictObject({ id: Id }),
  replies: {
    200: z.strictObject({ id: Id, userId: Id, audience: Audience, reach: Reach, version: z.int() }),
  },
  errors: [errors.notFound],
});
