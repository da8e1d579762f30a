import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, Paging, Text, Time } from '../kit/types.ts';
import { Audience, Username } from '../vocabulary.ts';
import { Card } from '../user/profiles.ts';
import { Tag } from '../post/posts.ts';

export const PostHit = z
  .strictObject({
    type: z.literal('post'),
    id: Id,
    author: Card,
    content: z.string(),
    highlights: z.array(z.string()).meta({ description: 'HTML-escaped fragments, what matched in <em>' }),
    audience: Audience,
    tags: z.array(z.string()),
    createdAt: Time,
  })
  .meta({ id: 'PostHit' });

export const CommentHit = z
  .strictObject({
    type: z.literal('comment'),
    id: Id,
    postId: Id,
    author: Card,
    content: z.string(),
    highlights: z.array(z.string()).meta({ description: 'HTML-escaped fragments, what matched in <em>' }),
    createdAt: Time,
  })
  .meta({ id: 'CommentHit' });

export const UserHit = z
  .strictObject({ type: z.literal('user'), ...Card.shape, bio: z.string().nullable() })
  .meta({ id: 'UserHit' });

export const HashtagHit = z
  .strictObject({ type: z.literal('hashtag'), tag: z.string(), posts: z.int() })
  .meta({ id: 'HashtagHit' });

export const SearchResults = z.strictObject({
  total: z.int().meta({ description: 'Exact: how many the viewer may see' }),
  items: z.array(z.discriminatedUnion('type', [PostHit, CommentHit, UserHit, HashtagHit])),
  nextCursor: z.string().nullable(),
});

export const search = operation({
  id: 'search',
  method: 'GET',
  path: '/v1/search',
  summary: 'Find posts, comments, people and hashtags',
  description:
    'Words are all required; "quoted phrases", -excluded and prefix* work. Totals, highlights and hashtag counts know only what the viewer may see.',
  access: 'anyone',
  waits: true,
  paged: true,
  query: z.strictObject({
    q: Text(0, 200)
      .default('')
      .meta({ description: 'What to look for', examples: ['tomato seedlings'] }),
    type: z.enum(['posts', 'comments', 'users', 'hashtags']).default('posts'),
    from: Username.optional().meta({ description: 'Only what this person wrote' }),
    tag: Tag.optional(),
    since: Time.optional(),
    until: Time.optional(),
    sort: z.enum(['relevance', 'recent']).default('relevance'),
    ...Paging,
  }),
  replies: { 200: SearchResults },
  errors: [errors.cursorInvalid, errors.cursorExpired, errors.stale, errors.unavailable],
});

export const suggest = operation({
  id: 'suggest',
  method: 'GET',
  path: '/v1/search/suggest',
  summary: 'Complete a name or a hashtag as one types',
  access: 'anyone',
  waits: true,
  query: z.strictObject({
    q: Text(1, 50),
    type: z.enum(['users', 'hashtags']).default('users'),
    limit: Paging.limit,
  }),
  replies: { 200: z.strictObject({ items: z.array(z.discriminatedUnion('type', [UserHit, HashtagHit])) }) },
  errors: [errors.stale, errors.unavailable],
});

/** Freshness as the canary sees it; for `concord status` and alarms. */
export const readFreshness = operation({
  id: 'readFreshness',
  method: 'GET',
  path: '/internal/freshness',
  summary: 'How old is the newest canary that search can find?',
  access: 'internal',
  replies: {
    200: z.strictObject({
      fresh: z.boolean(),
      lastCanaryMs: z
        .int()
        .nullable()
        .meta({ description: 'Age of the newest findable canary; null when there is none' }),
      p50Ms: z.number().nullable().meta({ description: 'Commit to searchable over the last 5 minutes' }),
      p99Ms: z.number().nullable(),
      canaries: z.int(),
    }),
  },
  errors: [errors.unavailable],
});
