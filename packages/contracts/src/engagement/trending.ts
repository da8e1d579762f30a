import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, Paging, Time } from '../kit/types.ts';
import { Card } from '../user/profiles.ts';

export const TrendingWindow = z.enum(['1h', '24h', '7d']);
export type TrendingWindow = z.output<typeof TrendingWindow>;

/** What a hit's score is made of, so that it can be computed again. */
const explained = {
  weights: z.strictObject({ reactions: z.number(), commenters: z.number(), sharers: z.number() }),
  parts: z
    .array(
      z.strictObject({
        at: Time.meta({ description: 'When the hour began' }),
        reactions: z.int(),
        commenters: z.int(),
        sharers: z.int(),
        share: z.number().meta({ description: 'How much of the hour is within the window; 1 but for the oldest' }),
        decay: z.number().meta({ description: 'Half for each half-life that the hour is older than this one' }),
      }),
    )
    .meta({ description: 'The hours in which anything happened, oldest first' }),
};

const score = z.number();
const unlessAsked = 'Null unless `explain=true`';

export const TrendingPost = z
  .strictObject({
    type: z.literal('post'),
    id: Id.meta({ description: 'Read it at `/v1/posts/{id}`' }),
    author: Card,
    score,
    explanation: z.strictObject(explained).nullable().meta({ description: unlessAsked }),
  })
  .meta({ id: 'TrendingPost' });

export const TrendingHashtag = z
  .strictObject({
    type: z.literal('hashtag'),
    tag: z.string(),
    posts: z.int().meta({ description: 'How many of its posts the score is made of' }),
    score,
    explanation: z
      .strictObject({
        ...explained,
        points: z.number().meta({ description: 'The sum of the parts, over its posts that I may see' }),
        usual: z.number().meta({
          description:
            'Points without decay that its public posts made in a time as long as the window, on average over the 28 before it',
        }),
      })
      .nullable()
      .meta({ description: unlessAsked }),
  })
  .meta({ id: 'TrendingHashtag' });

export const getTrending = operation({
  id: 'getTrending',
  method: 'GET',
  path: '/v1/trending',
  summary: 'With what people do most now, of all that I may see',
  description: [
    'The points of a post: over the hours of the window, the sum of `share × decay × (reactions + 2 × commenters + 3 × sharers)`.',
    'An hour’s `decay` is `2^(−age / half-life)`, its age in hours; the half-life is 1 hour for `1h`, 6 for `24h`, 42 for `7d`.',
    'A person counts once a day for each of the three; views, and what authors do themselves, do not count.',
    'A post’s score is its points. A hashtag’s is `points / √(1 + usual)`, the points those of its posts that I may see: what is always in use does not trend.',
    'Posts of people whom I mute are left out.',
  ].join(' '),
  access: 'anyone',
  waits: true,
  query: z.strictObject({
    type: z.enum(['posts', 'hashtags']).default('posts'),
    window: TrendingWindow.default('24h'),
    limit: Paging.limit,
    explain: z.enum(['true', 'false']).default('false').meta({ description: 'Show what each score is made of' }),
  }),
  replies: {
    200: z.strictObject({
      window: TrendingWindow,
      at: Time.meta({ description: 'When this was computed' }),
      items: z.array(z.discriminatedUnion('type', [TrendingPost, TrendingHashtag])),
    }),
  },
  errors: [errors.stale],
});
