import type { Elasticsearch } from '@concord/platform';
import { byRelevance, postsQuery, type PostFilter } from '../query/posts.ts';
import type { Words } from '../query/words.ts';
import { bool, type Clause } from '../query/clause.ts';
import type { Sight } from '../viewer/visibility.ts';
import type { PostDocument } from './documents.ts';
import { searchPointInTime, type Found } from './point-in-time.ts';

const highlight = {
  encoder: 'html',
  pre_tags: ['<em>'],
  post_tags: ['</em>'],
  fields: {
    text: {
      type: 'unified',
      matched_fields: ['text', 'text.english', 'text.prefix'],
      fragment_size: 160,
      number_of_fragments: 3,
    },
  },
};

export interface FindPosts {
  readonly words: Words;
  readonly filter: PostFilter;
  readonly sort: 'relevance' | 'recent';
  readonly limit: number;
  readonly clock: number;
  readonly pit?: string | undefined;
  readonly after?: readonly (number | string | null)[] | undefined;
}

/** One page of posts. Everything of the query is decided inside Elasticsearch, also who may see what. */
export const findPosts = (
  client: Elasticsearch,
  index: string,
  asked: FindPosts,
  sight: Sight,
): Promise<Found<PostDocument>> => {
  const query = postsQuery(asked.words, asked.filter, sight);
  return searchPointInTime<PostDocument>(client, {
    index,
    pit: asked.pit,
    body: {
      query: asked.sort === 'relevance' ? byRelevance(query, asked.clock) : query,
      sort: asked.sort === 'relevance' ? [{ _score: 'desc' }, { id: 'desc' }] : [{ id: 'desc' }],
      size: asked.limit,
      _source: ['id', 'author_id', 'text', 'tags', 'audience', 'created_at'],
      highlight,
      ...(asked.after && { search_after: asked.after }),
    },
  });
};

/** Which of these posts the viewer may see as the index is now: later pages read an older point in time. */
export const stillVisible = async (
  client: Elasticsearch,
  index: string,
  ids: readonly number[],
  visible: Clause,
): Promise<ReadonlySet<number>> => {
  if (ids.length === 0) return new Set();
  const { hits } = await client.search<{ id: number }>({
    index,
    query: bool({ filter: [{ terms: { id: ids } }, visible] }),
    size: ids.length,
    _source: ['id'],
    track_total_hits: false,
  });
  return new Set(hits.hits.flatMap(({ _source }) => (_source ? [_source.id] : [])));
};
