import type { AuthorColumn, PostColumn } from '../domain/happening.ts';

export type Subject = 'post' | 'author';

/** The buckets of posts and authors, and what they count. */
export const tables = {
  post: {
    table: 'post_buckets',
    id: 'post_id',
    columns: ['views', 'reactions', 'comments', 'commenters', 'shares', 'sharers'] satisfies PostColumn[],
  },
  author: {
    table: 'author_buckets',
    id: 'author_id',
    columns: ['views', 'reactions', 'comments', 'shares', 'followers'] satisfies AuthorColumn[],
  },
} as const;
