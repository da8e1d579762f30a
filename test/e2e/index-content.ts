import type { Elasticsearch } from '@concord/platform';
import type { estypes } from '@elastic/elasticsearch';

/** A document of an index. */
export interface Held {
  readonly version: number;
  readonly source: unknown;
}

/** Every document of an index by id, tombstones too. */
export const indexContent = async (client: Elasticsearch, index: string): Promise<Map<string, Held>> => {
  await client.indices.refresh({ index });
  const pit = { id: (await client.openPointInTime({ index, keep_alive: '1m' })).id };
  const held = new Map<string, Held>();
  for (let after: estypes.FieldValue[] | undefined = []; after !== undefined;) {
    const page: estypes.SearchResponse = await client.search({
      pit,
      size: 2_000,
      version: true,
      sort: ['_shard_doc'],
      ...(after.length > 0 && { search_after: after }),
    });
    for (const { _id, _version, _source } of page.hits.hits)
      held.set(String(_id), { version: Number(_version), source: _source });
    after = page.hits.hits.at(-1)?.sort;
  }
  await client.closePointInTime(pit);
  return held;
};
