import { erased, impersonal, kept, type Tables } from './facts.ts';
import { erasures, people, platform, posts, relations, waiting } from './shared.ts';

const bucket = ['size', 'at'] as const;
const sums = kept(null, 'sums over everybody: nobody can be told from them');

/** `concord_engagement` */
export const engagement: Tables = {
  ...platform,
  erasures,
  marks: {
    summary: 'Who did what to what on a day, for 8 days: what counts once is counted with its mark',
    accounts: erased('actor_id', 'subject_id'),
    personal: erased('day', 'kind', 'hour'),
    neither: ['withheld'],
    exported: [
      {
        as: 'recent-acts',
        summary: 'What you viewed, reacted to, commented, shared and followed in the last days',
        of: ['actor_id'],
        key: ['day', 'kind', 'subject_id', 'actor_id'],
        columns: ['day', 'hour', 'kind', 'subject_id'],
      },
    ],
  },
  author_buckets: {
    summary: 'What was done with the posts of an author, by hours and days',
    accounts: erased('author_id'),
    personal: erased('views', 'reactions', 'comments', 'shares', 'followers'),
    neither: [...bucket],
    exported: [
      {
        as: 'engagement',
        summary: 'What people did with your posts, by hours and days',
        of: ['author_id'],
        key: ['size', 'at', 'author_id'],
        columns: [...bucket, 'views', 'reactions', 'comments', 'shares', 'followers'],
      },
    ],
  },
  post_buckets: {
    summary: 'What was done with a post, by hours and days',
    accounts: {},
    personal: sums('post_id', 'views', 'reactions', 'comments', 'commenters', 'shares', 'sharers'),
    neither: [...bucket],
    exported: [
      {
        as: 'post-engagement',
        summary: 'What people did with each of your posts, by hours and days',
        of: ['user_id'],
        through: { column: 'post_id', table: 'posts', key: 'id' },
        key: ['size', 'at', 'post_id'],
        columns: [...bucket, 'post_id', 'views', 'reactions', 'comments', 'commenters', 'shares', 'sharers'],
      },
    ],
  },
  post_tags: {
    summary: 'The hashtags of posts',
    accounts: {},
    personal: erased('post_id', 'tag'),
    neither: [],
    exported: 'the same tags stand in posts',
  },
  tag_buckets: {
    summary: 'How much was done with a hashtag, by hours and days',
    accounts: {},
    personal: sums('tag'),
    neither: [...bucket, 'reactions', 'commenters', 'sharers'],
    exported: 'sums over everybody',
  },
  withheld_buckets: {
    summary: 'What of post_buckets was done by people who are not active, by hours',
    accounts: {},
    personal: sums('post_id', 'reactions', 'commenters', 'sharers'),
    neither: ['at'],
    exported: 'what others did who are not active is not told of',
  },
  withholdings: waiting('Accounts whose recent acts begin or cease to count for trending', 'actor_id', 'requested'),
  tag_sums_due: impersonal('Hours that are not in the sums of hashtags yet', 'at'),
  views_waiting: {
    summary: 'Views that are not in the buckets yet',
    accounts: erased('author_id'),
    personal: erased('post_id', 'at'),
    neither: ['id'],
    exported: 'work that is done within seconds',
  },
  people,
  relations,
  posts,
};
