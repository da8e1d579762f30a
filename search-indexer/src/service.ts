import {
  bury,
  deadTopic,
  openElasticsearch,
  openKafka,
  stateTopic,
  type Part,
  type Service,
  type Target,
} from '@concord/platform';
import { config } from './config.ts';
import { documents } from './documents/index.ts';
import { ensureIndex } from './indices/ensure.ts';
import { onceIndicesExist } from './indices/indices.ts';
import { indexNames } from './indices/names.ts';
import { beginBacklog, groupOf, readFromBeginning } from './positions.ts';
import { backlog } from './processor/backlog.ts';
import { processor, type Held } from './processor/processor.ts';
import { refresherOf } from './processor/refresher.ts';

const name = 'search-indexer';

/** State streams → Elasticsearch. */
export const target: Target = {
  name,
  build: (env): Service => {
    const settings = config(env);
    const prefix = settings.CONCORD_INDEX_PREFIX;
    const group = groupOf(prefix);
    const client = openElasticsearch(settings.CONCORD_ELASTICSEARCH_URL);
    const kafka = openKafka({ brokers: settings.CONCORD_KAFKA_BROKERS, clientId: 'concord-search-indexer' });
    const held: Held = { reason: 'starting' };
    const refresher = refresherOf(client, settings.CONCORD_REFRESH_MIN_INTERVAL_MS);
    const waiting = backlog();
    const streams = documents.map(({ stream }) => stream);
    const awaited = documents.filter(({ marksProgress }) => !marksProgress).map(({ stream }) => stream);
    const topics = streams.map(stateTopic);
    const onBatch = processor(
      {
        client,
        bury: (record, reason) => bury(kafka, name, record, reason),
        refresher,
        backlog: waiting,
        types: new Map(
          documents.map((type) => [type.stream.topic, { type, writeAlias: indexNames(prefix, type).write }]),
        ),
        catchUpFrom: settings.CONCORD_CATCH_UP_FROM,
      },
      held,
    );
    const consumer = kafka.consume({
      group,
      topics,
      onBatch,
      batchesAtOnce: topics.length * 3,
      // The canary waits for the others, not for itself.
      beforeJoin: () => beginBacklog(kafka, group, awaited, waiting),
    });
    const ensure = async () => {
      await kafka.ensureTopics([...topics, deadTopic(name)]);
      for (const type of documents)
        await ensureIndex(client, prefix, type, () => readFromBeginning(kafka, group, type.stream));
    };
    const closing: Part = { name: 'elasticsearch', start: () => Promise.resolve(), stop: () => client.close() };
    return { name, parts: [kafka, closing, refresher, onceIndicesExist(ensure, consumer, held)] };
  },
};
