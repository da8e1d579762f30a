import type { Elasticsearch } from '@concord/platform';
import type { DocumentType } from '@concord/search-indexer/documents';
import type { Document, Documents } from './documents.ts';

/** As many as Elasticsearch takes fastest on a small machine (measured: 500 and 1,000 are equal, smaller ones slower). */
const perRequest = 500;

/** Deletes what a prefix has: its indices and their templates. */
export const dropIndices = async (
  client: Elasticsearch,
  prefix: string,
  types: readonly DocumentType[],
): Promise<void> => {
  const { indexNames } = await import('@concord/search-indexer/documents');
  for (const type of types) {
    const { pattern, read } = indexNames(prefix, type);
    // By name: Elasticsearch refuses to delete by pattern.
    const found = Object.keys(await client.indices.get({ index: pattern, filter_path: '*.aliases' }));
    if (found.length > 0) await client.indices.delete({ index: found });
    await client.indices.deleteIndexTemplate({ name: read }, { ignore: [404] });
  }
};

const bulk = async (client: Elasticsearch, alias: string, documents: readonly Document[]): Promise<void> => {
  const operations = documents.flatMap(({ id, version, source }) => [
    { index: { _index: alias, _id: id, version, version_type: 'external_gte' as const } },
    source,
  ]);
  await client.bulk({ operations, require_alias: true, filter_path: 'items.*.status,items.*.error.type' });
};

/** Loads documents into empty indices of the same mapping with nothing but bulk requests, one after the other; gives the seconds it took. */
export const loadDirectly = async (
  client: Elasticsearch,
  prefix: string,
  { byType }: Documents,
  signal: AbortSignal,
): Promise<number> => {
  const { ensureIndex, indexNames } = await import('@concord/search-indexer/documents');
  const types = [...byType.keys()];
  await dropIndices(client, prefix, types);
  for (const type of types) await ensureIndex(client, prefix, type);
  const began = performance.now();
  for (const [type, documents] of byType)
    for (let from = 0; from < documents.length; from += perRequest) {
      signal.throwIfAborted();
      await bulk(client, indexNames(prefix, type).write, documents.slice(from, from + perRequest));
    }
  return (performance.now() - began) / 1_000;
};
