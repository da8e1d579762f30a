import type { Elasticsearch } from '@concord/platform';
import { ask, asking } from './ask.ts';
import { cardFields, type CardDocument } from './documents.ts';

/** The cards of authors, by id, in one request. Somebody whose profile has not reached the index is not among them. */
export const cardsOf = async (
  client: Elasticsearch,
  index: string,
  authors: readonly number[],
): Promise<ReadonlyMap<number, CardDocument>> => {
  const ids = [...new Set(authors)];
  if (ids.length === 0) return new Map();
  const query = { terms: { id: ids } };
  const { hits } = await asking(
    ask<CardDocument>(client, { index, query, size: ids.length, _source: cardFields, track_total_hits: false }),
  );
  return new Map(hits.hits.flatMap(({ _source }) => (_source ? [[_source.id, _source]] : [])));
};

/** The author whom `from` names; null where there is none, undefined where none is asked for. */
export const authorAsked = async (
  client: Elasticsearch,
  index: string,
  from: string | undefined,
): Promise<number | null | undefined> => (from === undefined ? undefined : accountNamed(client, index, from));

/** The account with exactly this name, if the index knows one. */
export const accountNamed = async (client: Elasticsearch, index: string, username: string): Promise<number | null> => {
  const query = { term: { username } };
  const { hits } = await asking(ask<CardDocument>(client, { index, query, size: 1, _source: ['id'] }));
  return hits.hits[0]?._source?.id ?? null;
};
