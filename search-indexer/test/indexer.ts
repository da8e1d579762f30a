import { randomBytes } from 'node:crypto';
import { openElasticsearch, setLogLevel, type Batch, type Elasticsearch, type KafkaRecord } from '@concord/platform';
import type { DocumentType } from '../src/document.ts';
import { documents } from '../src/documents/index.ts';
import { ensureIndex } from '../src/indices/ensure.ts';
import { indexNames } from '../src/indices/names.ts';
import { backlog } from '../src/processor/backlog.ts';
import { processor, type Held } from '../src/processor/processor.ts';
import { refresher } from '../src/processor/refresher.ts';

export interface Buried {
  readonly record: KafkaRecord;
  readonly reason: string;
}

/** The processor on a real Elasticsearch, with indices of its own and batches made by hand. */
export interface Indexer {
  readonly client: Elasticsearch;
  readonly prefix: string;
  readonly held: Held;
  readonly buried: Buried[];
  /** How many canaries were not written. */
  readonly heldBack: { count: number };
  readonly backlog: ReturnType<typeof backlog>;
  names(type: DocumentType): ReturnType<typeof indexNames>;
  /** Applies records as one batch; resolves to whether they were marked as done. */
  apply(records: readonly KafkaRecord[], own?: Partial<Batch>): Promise<boolean>;
  /** Every document of the physical index, tombstones too, by id. */
  everything(type: DocumentType): Promise<Map<string, { version: number; source: unknown }>>;
  /** The ids that a search through the read alias finds, after a refresh. */
  found(type: DocumentType): Promise<string[]>;
  drop(): Promise<void>;
}

export const startIndexer = async (): Promise<Indexer> => {
  setLogLevel('silent');
  const url = process.env['CONCORD_ELASTICSEARCH_URL'];
  if (url === undefined) throw new Error('CONCORD_ELASTICSEARCH_URL is not set: start the test stack first');
  const client = openElasticsearch(url);
  const prefix = `t_${randomBytes(4).toString('hex')}`;
  const names = (type: DocumentType) => indexNames(prefix, type);
  for (const type of documents) await ensureIndex(client, prefix, type);
  const held: Held = { reason: null };
  const buried: Buried[] = [];
  const heldBack = { count: 0 };
  const waiting = backlog();
  const refreshing = refresher({ minIntervalMs: 25, refresh: () => Promise.resolve() });
  const onBatch = processor(
    {
      client,
      bury: (record, reason) => Promise.resolve(void buried.push({ record, reason })),
      refresher: refreshing,
      backlog: waiting,
      onHeldBack: () => (heldBack.count += 1),
      types: new Map(documents.map((type) => [type.stream.topic, { type, writeAlias: names(type).write }])),
      catchUpFrom: 1_000,
    },
    held,
  );
  const search = async (index: string) => {
    await client.indices.refresh({ index });
    return client.search({ index, size: 10_000, version: true });
  };
  return {
    ...{ client, prefix, held, buried, heldBack, backlog: waiting, names },
    apply: async (records, own = {}) => {
      let isDone = false;
      await onBatch({
        ...{ topic: records[0]?.topic ?? '', partition: 0, records, waiting: 0, current: () => true },
        done: () => (isDone = true),
        ...own,
      });
      return isDone;
    },
    everything: async (type) => {
      const { hits } = await search(names(type).first);
      return new Map(hits.hits.map((hit) => [hit._id ?? '', { version: hit._version ?? 0, source: hit._source }]));
    },
    found: async (type) => (await search(names(type).read)).hits.hits.map(({ _id }) => _id ?? '').sort(),
    drop: async () => {
      await refreshing.stop();
      for (const type of documents) {
        await client.indices.delete({ index: names(type).first });
        await client.indices.deleteIndexTemplate({ name: names(type).read });
      }
      await client.close();
    },
  };
};
