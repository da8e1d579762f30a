import { erased, impersonal, kept, type Tables } from './facts.ts';
import { people, platform, posts, relations } from './shared.ts';

const bucket = ['size', 'at'] as const;

/** `concord_engagement` */
export const engagement: Tables = {
  ...platform,
  marks: {
    summary: 'Who did what to what on a day, for 8 days: what counts once is counted with its mark',
    accounts: erased('actor_id', 'subject_id'),
    personal: erased('day', 'kind'),
    neither: [],
    exported: [
      {
        as: 'recent-acts',
        summary: 'What you viewed, reacted to, commented, shared and followed in the last days',
        of: ['actor_id'],
        key: ['day', 'kind', 'subject_id', 'actor_id'],
        columns: ['day', 'kind', 'subject_id'],
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
    personal: erased('post_id', 'views', 'reactions', 'comments', 'commenters', 'shares', 'sharers'),
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
    personal: kept(null, 'sums over everybody: nobody can be told from them')('tag'),
    neither: [...bucket, 'reactions', 'commenters', 'sharers'],
    exported: 'sums over everybody',
  },
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
