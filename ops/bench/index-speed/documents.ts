import { openKafka, Poison, readChange, stateTopic, type Batch } from '@concord/platform';
import type { DocumentType, Source } from '@concord/search-indexer/documents';

/** One document as the indexer would write it. */
export type Document = { readonly id: string; readonly version: number; readonly source: Source };

/** All that the topics of the document types hold, in memory. */
export type Documents = {
  readonly byType: ReadonlyMap<DocumentType, readonly Document[]>;
  /** Records in the topics, also those that are no documents. */
  readonly records: number;
  /** Of all documents, those that are marks of deleted rows. */
  readonly tombstones: number;
};

const documentOf = (type: DocumentType, record: Batch['records'][number]): Document | null => {
  try {
    const change = readChange(type.stream, record);
    return change && { id: change.key, version: change.version, source: type.sourceOf(change as never) };
  } catch (error) {
    if (error instanceof Poison) return null;
    throw error;
  }
};

/** Reads the topics from their start to where they end now, projected as the indexer does it. */
export const readDocuments = async (
  brokers: readonly string[],
  types: readonly DocumentType[],
  ready: () => Promise<void>,
): Promise<Documents> => {
  const kafka = openKafka({ brokers, clientId: 'concord-bench' });
  const byTopic = new Map(types.map((type) => [type.stream.topic, type]));
  const byType = new Map<DocumentType, Document[]>(types.map((type) => [type, []]));
  const ends = new Map(
    await Promise.all(types.map(async ({ stream: { topic } }) => [topic, await kafka.endOffsets(topic)] as const)),
  );
  const begins = new Map(
    await Promise.all(types.map(async ({ stream: { topic } }) => [topic, await kafka.beginOffsets(topic)] as const)),
  );
  const left = new Set(
    [...ends].flatMap(([topic, offsets]) =>
      Object.entries<number>(offsets).flatMap(([partition, end]) =>
        end > (begins.get(topic)?.[partition] ?? 0) ? [`${topic}/${partition}`] : [],
      ),
    ),
  );
  let records = 0;
  const consumer = kafka.consume({
    group: 'concord.bench',
    throwaway: true,
    topics: types.map(({ stream }) => stateTopic(stream)),
    onBatch: (batch) => {
      const type = byTopic.get(batch.topic);
      const end = ends.get(batch.topic)?.[batch.partition] ?? 0;
      for (const record of batch.records) {
        if (record.offset >= end) continue;
        records += 1;
        const document = type === undefined ? null : documentOf(type, record);
        if (type && document) byType.get(type)?.push(document);
      }
      const last = batch.records.at(-1)?.offset ?? 0;
      if (last + 1 >= end) left.delete(`${batch.topic}/${String(batch.partition)}`);
      batch.done(last);
      return Promise.resolve();
    },
  });
  await consumer.start();
  try {
    while (left.size > 0) await ready();
  } finally {
    await consumer.stop();
    await kafka.stop();
  }
  const tombstones = [...byType.values()].flat().filter(({ source }) => source['deleted'] === true).length;
  return { byType, records, tombstones };
};
