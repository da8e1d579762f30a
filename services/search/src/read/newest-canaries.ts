import type { Elasticsearch } from '@concord/platform';
import type { Beat } from '../freshness/canary-watch.ts';

/** More than there are partitions. */
const most = 100;

/** The canaries that a search finds now. Throws when it does not answer soon. */
export const newestCanaries = async (client: Elasticsearch, index: string): Promise<Beat[]> => {
  const { hits } = await client.search<{ id: number; beat_at: string }>(
    { index, size: most, track_total_hits: false, _source: ['id', 'beat_at'] },
    { requestTimeout: 2_000 },
  );
  return hits.hits.flatMap(({ _source }) => (_source ? [{ id: _source.id, at: Date.parse(_source.beat_at) }] : []));
};
