import type { Elasticsearch } from '@concord/platform';
import type { RelationRow } from '../viewer/relation-set.ts';
import { ask, asking } from './ask.ts';

const pageSize = 10_000;

/** All relations of a viewer that the index holds. Pages go by the author's id, so what changes meanwhile is missed at most once. */
export const relationsOf = async (client: Elasticsearch, index: string, viewer: number): Promise<RelationRow[]> => {
  const found: RelationRow[] = [];
  for (;;) {
    const after = found.at(-1)?.author_id;
    const { hits } = await asking(
      ask<RelationRow>(client, {
        index,
        query: { term: { viewer_id: viewer } },
        sort: [{ author_id: 'asc' }],
        size: pageSize,
        track_total_hits: false,
        ...(after !== undefined && { search_after: [after] }),
      }),
    );
    for (const { _source } of hits.hits) if (_source) found.push(_source);
    if (hits.hits.length < pageSize) return found;
  }
};
