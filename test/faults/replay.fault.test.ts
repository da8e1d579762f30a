import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { state } from '@concord/contracts';
import { openKafka } from '@concord/platform';
import { aPost, eventually, oddWord } from '@concord/testkit';
import { groupOf } from '../../search-indexer/src/positions.ts';
import { anyone, countFound, setting, somebody, untilFound } from '../e2e/platform.ts';
import { proveHealthy, untilFresh } from './healthy.ts';
import { kill, note, restart, signal } from './parts.ts';
import { openPosts, type Posts } from './posts.ts';

const kafka = openKafka({ brokers: setting('CONCORD_KAFKA_BROKERS').split(','), clientId: 'test-faults' });
const group = groupOf('concord');
const { topic } = state.post.posts;
let posts: Posts;
beforeAll(async () => {
  posts = await openPosts();
});
afterEach(proveHealthy, 240_000);
afterAll(async () => {
  await posts.close();
  await kafka.stop();
});

/** Sends the indexer back to the beginning of the stream: it must be out of its group for that, and then begin anew. */
const rewindIndexer = async (): Promise<void> => {
  signal('search-indexer', 'SIGSTOP');
  const begin = await kafka.beginOffsets(topic);
  await eventually(() => kafka.setOffsets(group, topic, begin).then(() => true), { timeoutMs: 60_000, everyMs: 500 });
  expect(await kafka.committedOffsets(group, topic)).toEqual(begin);
  await kill('search-indexer').back();
};

test('a deleted post stays deleted when Elasticsearch was restarted and everything is replayed from offset 0', async () => {
  const { api } = await somebody();
  const word = oddWord();
  const [kept, gone] = [
    await api.createPost({ body: aPost({ content: word }) }),
    await api.createPost({ body: aPost({ content: word }) }),
  ];
  await untilFound(anyone, word, 2);
  await api.deletePost({ params: { id: gone.id } });
  await untilFound(anyone, word, 1);

  const restarted = performance.now();
  await restart('elasticsearch');
  await untilFresh();
  note('elasticsearch restarted in order; the canary was fresh after', restarted);

  const end = await kafka.endOffsets(topic);
  const rewound = performance.now();
  await rewindIndexer();
  await eventually(
    async () => {
      const committed = await kafka.committedOffsets(group, topic);
      return Object.entries(end).every(([partition, last]) => last === 0 || (committed[partition] ?? 0) >= last);
    },
    { timeoutMs: 120_000, everyMs: 250 },
  );
  await untilFresh();
  note('indexer sent back to offset 0; the canary was fresh after', rewound);

  expect(await posts.inIndex([Number(kept.id), Number(gone.id)])).toEqual(
    new Map([
      [Number(kept.id), { version: 1, deleted: false }],
      [Number(gone.id), { version: 3, deleted: true }],
    ]),
  );
  expect(await countFound(anyone, word)).toBe(1);
}, 480_000);
