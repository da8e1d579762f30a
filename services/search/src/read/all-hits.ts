import type { Elasticsearch } from '@concord/platform';
import type { Query } from '@concord/audience';

const pageSize = 5_000;

/** Every document of an index that matches, however many: by pages over one point in time. */
export const allHits = async <T>(client: Elasticsearch, index: string, query: Query): Promise<T[]> => {
  const { id: pit } = await client.openPointInTime({ index, keep_alive: '1m' });
  const found: T[] = [];
  let after: unknown[] | undefined;
  try {
    for (;;) {
      const { hits } = await client.search<T>({
        pit: { id: pit, keep_alive: '1m' },
        query: query,
        size: pageSize,
        sort: [{ _shard_doc: 'asc' }],
        track_total_hits: false,
        ...(after && { search_after: after as never }),
      });
      found.push(...hits.hits.flatMap(({ _source }) => (_source ? [_source] : [])));
      after = hits.hits.at(-1)?.sort;
      if (hits.hits.length < pageSize || !after) return found;
    }
  } finally {
    await client.closePointInTime({ id: pit }).catch(() => undefined);
  }
};
