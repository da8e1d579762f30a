import type { Sight } from '../viewer/visibility.ts';
import { bool, type Clause } from './clause.ts';
import { visiblePosts } from './posts.ts';

/** Lucene's regular expressions give these a meaning. */
const escaped = (text: string) => text.replaceAll(/[.?+*|{}[\]()"\\#@&<>~]/g, String.raw`\$&`);

/** More distinct tags than this with one beginning are counted but not listed. */
export const mostHashtags = 1_000;

/** The hashtags that begin like this among the posts the viewer may see, with how many posts carry each. */
export const hashtagsSearch = (beginning: string, sight: Sight, size: number) => {
  const start = beginning.replace(/^#/, '').toLowerCase();
  const prefix: Clause[] = start === '' ? [{ exists: { field: 'tags' } }] : [{ prefix: { tags: start } }];
  return {
    size: 0,
    query: bool({ filter: [visiblePosts(sight), ...prefix] }),
    aggs: {
      tags: {
        terms: {
          field: 'tags',
          size,
          order: [{ _count: 'desc' }, { _key: 'asc' }],
          ...(start !== '' && { include: `${escaped(start)}.*` }),
        },
      },
    },
  };
};
