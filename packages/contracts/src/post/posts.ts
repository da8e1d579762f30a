import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, PageOf, Paging, Text, Time } from '../kit/types.ts';
import { composedReactions, reactionTargets } from '../reaction/summary.ts';
import { Card } from '../user/profiles.ts';
import { Audience, Username } from '../vocabulary.ts';

/** Letters, digits and underscore of any script, without the sign; kept in lower case. */
export const Tag = z
  .string()
  .regex(/^[\p{L}\p{M}\p{N}_]{1,100}$/u, 'must be letters, digits and _')
  .toLowerCase()
  .meta({ description: 'A hashtag without its sign', examples: ['gardening'] });

const shape = {
  id: Id,
  author: Card,
  content: z.string(),
  audience: Audience,
  tags: z.array(z.string()),
  mentions: z.array(z.strictObject({ id: Id, username: Username })),
  media: z.array(Id),
  location: z.string().nullable(),
  likeCount: z.int(),
  commentCount: z.int(),
  shareCount: z.int(),
  reactions: composedReactions,
  createdAt: Time,
  updatedAt: Time,
};

/** A post as its shares show it. */
export const SharedPost = z.strictObject(shape).meta({ id: 'SharedPost' }).register(reactionTargets, { type: 'post' });

export const Post = z
  .strictObject({
    ...shape,
    shared: z
      .strictObject({ id: Id, post: SharedPost.nullable() })
      .nullable()
      .meta({ description: 'What is shared; its post is null where you may not see it, or it is gone' }),
  })
  .meta({ id: 'Post' })
  .register(reactionTargets, { type: 'post' });

const Content = Text(1, 5_000)
  .refine((text) => text.trim() !== '', 'must not be blank')
  .meta({
    description: 'Plain text; hashtags and mentions are found in it',
    examples: ['Good morning, #gardening people'],
  });

export const NewPost = z
  .strictObject({
    content: Content,
    audience: Audience.default('public'),
    tags: z.array(Tag).max(20).default([]),
    location: Text(1, 100).nullable().default(null),
  })
  .meta({ id: 'NewPost' });

export const PostPatch = z
  .strictObject({
    content: Content.optional(),
    audience: Audience.optional(),
    tags: z.array(Tag).max(20).optional(),
    location: Text(1, 100).nullable().optional(),
  })
  .meta({ id: 'PostPatch' });

const one = z.strictObject({ id: Id });
const paged = { paged: true, query: z.strictObject({ ...Paging }), replies: { 200: PageOf(Post) } } as const;

export const createPost = operation({
  id: 'createPost',
  method: 'POST',
  path: '/v1/posts',
  summary: 'Write a post',
  access: 'user',
  receipt: true,
  etag: true,
  keyed: true,
  body: NewPost,
  replies: { 201: Post },
  errors: [errors.forbidden, errors.unavailable],
});

export const NewShare = z
  .strictObject({
    comment: Text(0, 5_000).default('').meta({ description: 'What to say about it; plain text, may be empty' }),
    audience: Audience.default('public'),
  })
  .meta({ id: 'NewShare' });

export const sharePost = operation({
  id: 'sharePost',
  method: 'POST',
  path: '/v1/posts/{id}/shares',
  summary: 'Share a post',
  description:
    'Makes a post of its own. It shows the other one to those who may see that anyway. Sharing a share shares what it shares.',
  access: 'user',
  receipt: true,
  etag: true,
  keyed: true,
  params: z.strictObject({ id: Id }),
  body: NewShare,
  replies: { 201: Post },
  errors: [errors.notFound, errors.forbidden, errors.stale],
});

export const getPost = operation({
  id: 'getPost',
  method: 'GET',
  path: '/v1/posts/{id}',
  summary: 'Read a post',
  access: 'anyone',
  waits: true,
  etag: true,
  params: one,
  replies: { 200: Post },
  errors: [errors.notFound, errors.stale],
});

export const updatePost = operation({
  id: 'updatePost',
  method: 'PATCH',
  path: '/v1/posts/{id}',
  summary: 'Edit a post of mine',
  access: 'user',
  receipt: true,
  etag: true,
  params: one,
  body: PostPatch,
  replies: { 200: Post },
  errors: [errors.notFound, errors.forbidden, errors.stale],
});

export const deletePost = operation({
  id: 'deletePost',
  method: 'DELETE',
  path: '/v1/posts/{id}',
  summary: 'Delete a post of mine',
  access: 'user',
  receipt: true,
  etag: true,
  params: one,
  replies: { 204: null },
  errors: [errors.notFound, errors.forbidden, errors.stale],
});

export const listPosts = operation({
  id: 'listPosts',
  method: 'GET',
  path: '/v1/profiles/{id}/posts',
  summary: 'What somebody wrote, newest first',
  access: 'anyone',
  waits: true,
  params: one,
  errors: [errors.notFound, errors.cursorInvalid, errors.stale],
  ...paged,
});

export const getFeed = operation({
  id: 'getFeed',
  method: 'GET',
  path: '/v1/feed',
  summary: 'What I and the people I follow or befriended wrote, newest first',
  access: 'user',
  waits: true,
  errors: [errors.cursorInvalid, errors.stale],
  ...paged,
});
