import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, Time } from '../kit/types.ts';

/** How long a bucket is; both begin on the hour or day of UTC. */
export const BucketSize = z.enum(['hour', 'day']);
export type BucketSize = z.output<typeof BucketSize>;

const counts = {
  views: z.int().meta({ description: 'By others, each account once a day' }),
  reactions: z.int().meta({ description: 'By others, each account once a day for each thing' }),
  comments: z.int().meta({ description: 'By others, each' }),
  shares: z.int().meta({ description: 'By others, each' }),
};
const postCounts = {
  ...counts,
  commenters: z.int().meta({ description: 'People who commented, each counted with the first of a day' }),
  sharers: z.int().meta({ description: 'People who shared it, each counted with the first of a day' }),
};
const authorCounts = {
  ...counts,
  newFollowers: z.int().meta({ description: 'Each account once a day' }),
};

const begins = Time.meta({ description: 'When the bucket begins' });
const told = {
  bucket: BucketSize,
  from: Time.meta({ description: 'When the first bucket begins' }),
  to: Time.meta({ description: 'When the last bucket ends' }),
};

export const PostEngagement = z
  .strictObject({
    ...told,
    totals: z.strictObject(postCounts).meta({ description: 'Of the whole range' }),
    series: z.array(z.strictObject({ at: begins, ...postCounts })).meta({ description: 'Every bucket, oldest first' }),
  })
  .meta({ id: 'PostEngagement' });

export const MyEngagement = z
  .strictObject({
    ...told,
    totals: z.strictObject(authorCounts).meta({ description: 'Of the whole range' }),
    series: z
      .array(z.strictObject({ at: begins, ...authorCounts }))
      .meta({ description: 'Every bucket, oldest first' }),
  })
  .meta({ id: 'MyEngagement' });

const Range = z
  .strictObject({
    bucket: BucketSize.default('day'),
    from: Time.optional().meta({ description: 'Unless told, 30 days or 24 hours before the end' }),
    to: Time.optional().meta({ description: 'Now, unless told' }),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    path: ['to'],
    message: 'must be after `from`',
  });

const asked = [
  'What people did, when they did it: what is taken back or deleted later stays counted. One’s own views, reactions and comments are not counted.',
  'The range is widened to whole buckets. At most 366 days, or 744 hours of the last 90 days.',
].join(' ');

export const markPostViewed = operation({
  id: 'markPostViewed',
  method: 'POST',
  path: '/v1/posts/{id}/views',
  summary: 'Tell that I have seen a post',
  description: 'Counted once per account and day of UTC; repeating it changes nothing. My own posts are not counted.',
  access: 'user',
  params: z.strictObject({ id: Id }),
  replies: { 204: null },
  errors: [errors.notFound, errors.forbidden, errors.stale],
});

export const getPostEngagement = operation({
  id: 'getPostEngagement',
  method: 'GET',
  path: '/v1/posts/{id}/engagement',
  summary: 'What people did with a post of mine',
  description: asked,
  access: 'user',
  waits: true,
  params: z.strictObject({ id: Id }),
  query: Range,
  replies: { 200: PostEngagement },
  errors: [errors.notFound, errors.forbidden, errors.impossible, errors.stale],
});

export const getMyEngagement = operation({
  id: 'getMyEngagement',
  method: 'GET',
  path: '/v1/me/engagement',
  summary: 'What people did with all that I wrote, and who began to follow me',
  description: `${asked} Reactions to my comments are among them.`,
  access: 'user',
  query: Range,
  replies: { 200: MyEngagement },
  errors: [errors.impossible],
});
