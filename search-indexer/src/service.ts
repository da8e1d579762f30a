import { setTimeout as wait } from 'node:timers/promises';
import {
  bury,
  deadTopic,
  logger,
  openElasticsearch,
  openKafka,
  type Part,
  type Service,
  type Target,
} from '@concord/platform';

import { config } from './config.ts';
import { documents } from './documents/index.ts';
import { ensureIndex } from './indices/ensure.ts';
import { indexNames } from './indices/names.ts';
import { processor, type Held } from './processor/processor.ts';
import { refresher } from './processor/refresher.ts';

const group = 'concord.search-indexer';

/** Makes what is missing before anything is written; waits for Elasticsearch as long as it takes. */
const indices = (ensure: () => Promise<void>, consumer: Part, held: Held): Part => {
  const log = logger('indices');
  const halt = new AbortController();
  let preparing: Promise<void> | undefined;
  const prepare = async (): Promise<void> => {
    while (!halt.signal.aborted) {
      try {
        await ensure();
        held.reason = null;
        await consumer.start();
        return;
      } catch (error) {
        held.reason = 'the indices cannot be made yet';
        log.warn({ err: error }, 'waiting for Elasticsearch');
        await wait(1_000, undefined, { signal: halt.signal }).catch(() => undefined);
      }
    }
  };
  return {
    name: 'indexer',
    notReady: () => held.reason ?? consumer.notReady?.() ?? null,
    start: () => {
      preparing ??= prepare();
      return Promise.resolve();
    },
    stop: async () => {
      halt.abort();
      await preparing;
      await consumer.stop();
    },
  };
};

/** State streams → Elasticsearch. */
export const target: Target = {
  name: 'search-indexer',
  build: (env): Service => {
    const settings = config(env);
    const prefix = settings.CONCORD_INDEX_PREFIX;
    const client = openElasticsearch(settings.CONCORD_ELASTICSEARCH_URL);
    const kafka = openKafka({ brokers: settings.CONCORD_KAFKA_BROKERS, clientId: 'concord-search-indexer' });
    const held: Held = { reason: 'starting' };
    const refreshing = refresher(client, settings.CONCORD_REFRESH_MIN_INTERVAL_MS);
    const types = new Map(
      documents.map((type) => [type.stream.topic, { type, writeAlias: indexNames(prefix, type).write }] as const),
    );
    const onBatch = processor(
      {
        client,
        bury: (record, reason) => bury(kafka, 'search-indexer', record, reason),
        refresher: refreshing,
        types,
        catchUpFrom: settings.CONCORD_CATCH_UP_FROM,
      },
      held,
    );
    const topics = documents.map(({ stream }) => ({ name: stream.topic, cleanup: 'compact' as const }));
    const consumer = kafka.consume({ group, topics, onBatch });
    const ensure = async () => {
      for (const type of documents) await ensureIndex(client, prefix, type);
      await kafka.ensureTopics([deadTopic('search-indexer')]);
    };
    const closing: Part = { name: 'elasticsearch', start: () => Promise.resolve(), stop: () => client.close() };
    return { name: 'search-indexer', parts: [kafka, closing, refreshing, indices(ensure, consumer, held)] };
  },
};
