import type { Deps } from '../deps.ts';
import { hashtagsSearch, type HashtagsAsked } from '../query/hashtags.ts';
import type { Sight } from '../viewer/visibility.ts';
import { ask, asking } from './ask.ts';

export interface HashtagCount {
  readonly tag: string;
  readonly posts: number;
  /** What the list is sorted by: how many posts, or when the last one was written. */
  readonly rank: number;
}

interface Bucket {
  readonly key: string;
  readonly doc_count: number;
  readonly last: { readonly value: number };
}

/** Hashtags that begin like this over the posts the viewer may see; the most used or the last used first, then by name. */
export const countHashtags = async (
  { client, indices }: Deps,
  asked: HashtagsAsked,
  sight: Sight,
): Promise<HashtagCount[]> => {
  const { aggregations } = await asking(ask(client, { index: indices.posts, ...hashtagsSearch(asked, sight) }));
  const { buckets = [] } = (aggregations?.['tags'] ?? {}) as { buckets?: readonly Bucket[] };
  return buckets.map(({ key, doc_count, last }) => ({
    tag: key,
    posts: doc_count,
    rank: asked.sort === 'recent' ? last.value : doc_count,
  }));
};
