import type { Elasticsearch } from '@concord/platform';
import type { UserDocument } from './documents.ts';

export type CardDocument = Pick<UserDocument, 'id' | 'username' | 'display_name' | 'avatar_url'>;

/** The cards of authors, by id, in one request. Somebody whose profile has not reached the index is not among them. */
export const cardsOf = async (
  client: Elasticsearch,
  index: string,
  authors: readonly number[],
): Promise<ReadonlyMap<number, CardDocument>> => {
  const ids = [...new Set(authors)].map(String);
  if (ids.length === 0) return new Map();
  const { docs } = await client.mget<CardDocument>({
    index,
    ids,
    _source_includes: ['id', 'username', 'display_name', 'avatar_url'],
  });
  return new Map(
    docs.flatMap((doc) => ('_source' in doc && doc._source?.username ? [[doc._source.id, doc._source] as const] : [])),
  );
};

/** The account with exactly this name, if the index knows one. */
export const accountNamed = async (client: Elasticsearch, index: string, username: string): Promise<number | null> => {
  const { hits } = await client.search<CardDocument>({
    index,
    query: { term: { username } },
    size: 1,
    _source: ['id'],
  });
  return hits.hits[0]?._source?.id ?? null;
};
