import type { Elasticsearch } from '@concord/platform';
import { hashtagsSearch } from '../query/hashtags.ts';
import type { Sight } from '../viewer/visibility.ts';

export interface HashtagCount {
  readonly tag: string;
  readonly posts: number;
}

/** The most used hashtags that begin like this, over the posts the viewer may see. */
export const countHashtags = async (
  client: Elasticsearch,
  index: string,
  beginning: string,
  sight: Sight,
  size: number,
): Promise<HashtagCount[]> => {
  const { aggregations } = await client.search({ index, ...(hashtagsSearch(beginning, sight, size) as object) });
  const { buckets = [] } = (aggregations?.['tags'] ?? {}) as { buckets?: { key: string; doc_count: number }[] };
  return buckets.map(({ key, doc_count }) => ({ tag: key, posts: doc_count }));
};
