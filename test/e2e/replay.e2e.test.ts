import { isDeepStrictEqual } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { openElasticsearch, openKafka, stateTopic, type KafkaRecord } from '@concord/platform';
import { aPost, oddWord } from '@concord/testkit';
import { post } from '../../search-indexer/src/documents/post/project.ts';
import { user } from '../../search-indexer/src/documents/user/project.ts';
import { ensureIndex } from '../../search-indexer/src/indices/ensure.ts';
import { indexNames } from '../../search-indexer/src/indices/names.ts';
import { backlog } from '../../search-indexer/src/processor/backlog.ts';
import { processor } from '../../search-indexer/src/processor/processor.ts';
import { refresherOf } from '../../search-indexer/src/processor/refresher.ts';
import { setting, somebody, untilCaughtUp } from './platform.ts';
import { indexContent } from './index-content.ts';
import { record, shuffled } from './recording.ts';

const types = [post, user];
const live = 'concord';
const replayed = `replay-${oddWord()}`;
const seed = 20_260_101;
const batchSize = 500;

const client = openElasticsearch(setting('CONCORD_ELASTICSEARCH_URL'));
const kafka = openKafka({ brokers: setting('CONCORD_KAFKA_BROKERS').split(','), clientId: 'test-replay' });

afterAll(async () => {
  for (const { first, read } of types.map((type) => indexNames(replayed, type))) {
    await client.indices.delete({ index: first, ignore_unavailable: true });
    await client.indices.deleteIndexTemplate({ name: read }, { ignore: [404] });
  }
  await kafka.stop();
  await client.close();
});

/** Somebody who was renamed, with a post that was edited and one that was deleted; gives the ids. */
const writeSomething = async () => {
  const { api, id } = await somebody();
  const [kept, gone] = [await api.createPost({ body: aPost() }), await api.createPost({ body: aPost() })];
  await api.updatePost({ params: { id: kept.id }, body: { content: `Once more: ${oddWord()} #replayed` } });
  await api.deletePost({ params: { id: gone.id } });
  await api.updateMe({ body: { displayName: 'Renamed' } });
  return { person: id, kept: kept.id, gone: gone.id };
};

/** Sends records through the indexer's own processor into indices of our own: partitions side by side, as a consumer does. */
const replay = async (records: readonly KafkaRecord[]): Promise<void> => {
  const refresher = refresherOf(client, 25);
  const onBatch = processor(
    {
      client,
      bury: () => Promise.resolve(),
      refresher,
      backlog: backlog(),
      types: new Map(types.map((type) => [type.stream.topic, { type, writeAlias: indexNames(replayed, type).write }])),
      catchUpFrom: 2_000,
    },
    { reason: null },
  );
  const partitions = Map.groupBy(records, ({ topic, partition }) => `${topic}/${partition}`);
  const replayPartition = async (waiting: readonly KafkaRecord[]) => {
    for (let start = 0; start < waiting.length; start += batchSize)
      await onBatch({
        topic: waiting[0]?.topic ?? '',
        partition: waiting[0]?.partition ?? 0,
        records: waiting.slice(start, start + batchSize),
        waiting: Math.max(0, waiting.length - start - batchSize),
        current: () => true,
        done: () => undefined,
      });
  };
  await Promise.all([...partitions.values()].map(replayPartition));
  await refresher.stop();
};

test('a duplicated and shuffled replay of the recorded streams gives the identical index', async () => {
  for (const type of types) await ensureIndex(client, replayed, type);
  const written = await writeSomething();
  await untilCaughtUp();
  const records = await record(
    kafka,
    types.map(({ stream }) => stateTopic(stream)),
  );
  await replay(shuffled([...records, ...records], seed));
  await untilCaughtUp();

  for (const type of types) {
    const mine = await indexContent(client, indexNames(replayed, type).write);
    const theirs = await indexContent(client, indexNames(live, type).write);
    // Whoever else writes to this stack may have gone on since the recording: only what is of one version can be compared.
    const lost = [...mine].filter(([id, { version }]) => version > (theirs.get(id)?.version ?? 0));
    const comparable = [...mine].filter(([id, { version }]) => version === theirs.get(id)?.version);
    const different = comparable.filter(([id, held]) => !isDeepStrictEqual(held, theirs.get(id)));
    expect([type.index, lost, different]).toEqual([type.index, [], []]);

    const known = new Map(comparable);
    for (const id of type === post ? [written.kept, written.gone] : [written.person]) expect(known.has(id)).toBe(true);
    if (type === post)
      expect(known.get(written.gone)?.source).toEqual({ id: Number(written.gone), version: 3, deleted: true });
  }
}, 240_000);
