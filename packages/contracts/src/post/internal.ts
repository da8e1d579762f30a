import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, Time } from '../kit/types.ts';
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

/** For who moderates: what a post says at this moment, whoever may see it. A deleted post is not found. */
export const readPostContent = operation({
  id: 'readPostContent',
  method: 'GET',
  path: '/internal/posts/{id}/content',
  summary: 'What a post says, whoever may see it',
  access: 'internal',
  params: z.strictObject({ id: Id }),
  replies: {
    200: z.strictObject({
      content: z.string(),
      audience: Audience,
      tags: z.array(z.string()),
      location: z.string().nullable(),
      createdAt: Time,
      updatedAt: Time,
    }),
  },
  errors: [errors.notFound],
});

/** For who moderates: deletes a post as its author would. May be repeated; a post that is gone stays so. */
export const removePost = operation({
  id: 'removePost',
  method: 'DELETE',
  path: '/internal/posts/{id}',
  summary: 'Remove a post by a moderator’s decision',
  access: 'internal',
  params: z.strictObject({ id: Id }),
  replies: { 204: null },
  errors: [],
});
