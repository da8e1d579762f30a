import {
  bury,
  deadTopic,
  logger,
  openElasticsearch,
  openKafka,
  stateTopic,
  type Part,
  type Service,
  type Target,
} from '@concord/platform';
import { atMostEvery } from './at-most-every.ts';
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
/** While canaries are held back, Kafka is asked this often what really waits: partitions come and go with other processes. */
const lookAgainMs = 5_000;

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
    // The canary waits for the others, not for itself.
    const lookAtBacklog = () => beginBacklog(kafka, group, awaited, waiting);
    const lookAgain = atMostEvery(lookAgainMs, () => {
      lookAtBacklog().catch((error: unknown) => {
        logger(name).warn({ err: error }, 'the backlog cannot be read');
      });
    });
    const onBatch = processor(
      {
        client,
        bury: (record, reason) => bury(kafka, name, record, reason),
        refresher,
        backlog: waiting,
        onHeldBack: lookAgain,
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
      beforeJoin: lookAtBacklog,
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
