import type { Sight } from '../viewer/visibility.ts';
import type { Beginning } from './beginning.ts';
import { bool, type Clause } from './clause.ts';
import { narrowedBy, visiblePosts, type PostFilter } from './posts.ts';

export interface HashtagsAsked {
  readonly beginning: Beginning;
  readonly filter: PostFilter;
  readonly sort: 'relevance' | 'recent';
  readonly size: number;
}

/** The hashtags that begin like this among the posts the viewer may see, with how many posts carry each and the last one's time. */
export const hashtagsSearch = ({ beginning, filter, sort, size }: HashtagsAsked, sight: Sight): Clause => {
  const { text, pattern } = beginning;
  const begins: Clause = text === '' ? { exists: { field: 'tags' } } : { prefix: { 'tags.folded': text } };
  return {
    size: 0,
    query: bool({ filter: [visiblePosts(sight), ...narrowedBy(filter), begins] }),
    aggs: {
      tags: {
        terms: {
          field: 'tags',
          size,
          order: [sort === 'recent' ? { last: 'desc' } : { _count: 'desc' }, { _key: 'asc' }],
          ...(text !== '' && { include: pattern }),
        },
        aggs: { last: { max: { field: 'created_at' } } },
      },
    },
  };
};
