import { setTimeout as pause } from 'node:timers/promises';
import type { Id } from '@concord/contracts';
import type { Stack } from '../../stack/stack.ts';
import { median } from '../distribution.ts';
import type { Addresses } from '../addresses.ts';
import { postStore, removePosts } from '../posts.ts';
import { postText, randomNumbers } from '../text.ts';
import { undoing } from '../undoing.ts';
import { readDocuments, type Documents } from './documents.ts';
import { dropIndices, loadDirectly } from './direct.ts';
import { loadByIndexer } from './pipeline.ts';

export type IndexOptions = { readonly documents: number; readonly rounds: number };

/** Documents per second, by round and in the middle. */
export type IndexResult = {
  readonly documents: number;
  readonly tombstones: number;
  readonly pipeline: readonly number[];
  readonly direct: readonly number[];
  /** What the pipeline reaches of the direct load. */
  readonly share: number;
};

type Tell = (what: string) => void;

const perTransaction = 500;

/** Writes as many posts as are missing for a load that takes some seconds. */
const topUp = async (databaseUrl: string, count: number, signal: AbortSignal): Promise<void> => {
  if (count <= 0) return;
  const { leaseIds, openDatabase } = await import('@concord/platform');
  const db = openDatabase(databaseUrl, { poolSize: 2 });
  const ids = leaseIds(db);
  await ids.start();
  try {
    const store = await postStore(db);
    const random = randomNumbers(11);
    for (let written = 0; written < count; written += perTransaction) {
      signal.throwIfAborted();
      const chunk = Array.from({ length: Math.min(perTransaction, count - written) }, (): [Id, string] => [
        ids.next(),
        postText(random),
      ]);
      await store.writeMany(chunk);
    }
  } finally {
    await ids.stop();
    await db.destroy();
  }
};

/** Measures on the running stack how fast the topics fill empty indices, next to a direct bulk load of the same documents. */
export const measureIndex = (
  { places }: Stack,
  addresses: Addresses,
  { documents: wanted, rounds }: IndexOptions,
  signal: AbortSignal,
  tell: Tell,
): Promise<IndexResult> =>
  undoing(async (later) => {
    const { openElasticsearch, openKafka } = await import('@concord/platform');
    const { documents: allTypes } = await import('@concord/search-indexer/documents');
    const types = allTypes.filter(({ marksProgress }) => !marksProgress);
    const databaseUrl = addresses.CONCORD_POST_DATABASE_URL;
    const brokers = addresses.CONCORD_KAFKA_BROKERS.split(',');
    const read = (): Promise<Documents> => readDocuments(brokers, types, () => pause(50, undefined, { signal }));
    const countOf = ({ byType }: Documents) => [...byType.values()].reduce((sum, all) => sum + all.length, 0);

    tell('reading the topics');
    let documents = await read();
    const missing = wanted - (countOf(documents) - documents.tombstones);
    if (missing > 0) {
      tell(`writing ${missing.toLocaleString('en')} posts to have enough`);
      later(() => {
        tell('removing what was written');
        return removePosts(databaseUrl);
      });
      const before = documents.records;
      await topUp(databaseUrl, missing, signal);
      while (documents.records < before + missing) documents = await read();
    }

    const client = openElasticsearch(addresses.CONCORD_ELASTICSEARCH_URL);
    const kafka = openKafka({ brokers, clientId: 'concord-bench' });
    later(async () => {
      await client.close();
      await kafka.stop();
    });
    const count = countOf(documents);
    const direct = async (prefix: string) => count / (await loadDirectly(client, prefix, documents, signal));
    const pipeline = async (prefix: string) => {
      const run = { checkout: places.checkout, environment: addresses, prefix, signal };
      try {
        return count / (await loadByIndexer(run, documents));
      } finally {
        await dropIndices(client, prefix, allTypes);
        await kafka.deleteGroup(`${prefix}.search-indexer`).catch(() => undefined);
      }
    };
    later(() => dropIndices(client, 'bench_direct', allTypes));

    tell('warming Elasticsearch up');
    await direct('bench_direct');
    const speeds: { pipeline: number; direct: number }[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      tell(`round ${String(round)} of ${String(rounds)}: by the pipeline`);
      const byPipeline = await pipeline(`bench_pipeline_${String(round)}`);
      tell(`round ${String(round)} of ${String(rounds)}: direct`);
      speeds.push({ pipeline: byPipeline, direct: await direct('bench_direct') });
    }
    const [byPipeline, directly] = [speeds.map((speed) => speed.pipeline), speeds.map((speed) => speed.direct)];
    return {
      documents: count,
      tombstones: documents.tombstones,
      pipeline: byPipeline,
      direct: directly,
      share: median(byPipeline) / median(directly),
    };
  });
