import { afterAll, afterEach, expect, test } from '@jest/globals';
import { state } from '@concord/contracts';
import { deadTopic, openKafka, type KafkaRecord } from '@concord/platform';
import { aPost, eventually, oddWord } from '@concord/testkit';
import { anyone, setting, somebody, untilFound } from '../e2e/platform.ts';
import { proveHealthy } from './healthy.ts';

const kafka = openKafka({ brokers: setting('CONCORD_KAFKA_BROKERS').split(','), clientId: 'test-faults' });
const { topic } = state.post.posts;
const dead = deadTopic('search-indexer');
const keys: string[] = [];

afterEach(proveHealthy, 240_000);
afterAll(async () => {
  // A tombstone each, so that compaction takes them away.
  await kafka.produce(
    topic,
    keys.map((key) => ({ key, value: null })),
  );
  await kafka.stop();
});

const row = {
  id: 1,
  user_id: 1,
  content: 'poison',
  media: '[]',
  location: null,
  audience: 'public',
  reach: 'public',
  tags: '[]',
  mentions: '[]',
  like_count: 0,
  comment_count: 0,
  share_count: 0,
  is_published: 1,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  deleted_at: null,
  version: 1,
};
const envelope = (after: object) =>
  JSON.stringify({ op: 'c', before: null, after, source: { ts_us: Date.now() * 1_000 } });

/** Everything in the dead-letter topic that bears one of our keys. */
const deadLetters = async (until: (letters: readonly KafkaRecord[]) => boolean): Promise<readonly KafkaRecord[]> => {
  const letters: KafkaRecord[] = [];
  const consumer = kafka.consume({
    group: 'test.dead-letters',
    throwaway: true,
    topics: [dead],
    onBatch: async ({ records, done }) => {
      letters.push(...records.filter(({ key }) => key !== null && keys.includes(key.toString())));
      const last = records.at(-1);
      if (last !== undefined) done(last.offset);
    },
  });
  await consumer.start();
  try {
    await eventually(() => until(letters), { timeoutMs: 60_000 });
  } finally {
    await consumer.stop();
  }
  return letters;
};

test('what can never be applied lands in the dead-letter topic with its origin and reason, and the rest goes on', async () => {
  const cases = [
    { name: 'not JSON', value: '{"op": "c", ', reason: /JSON/ },
    {
      name: 'not the schema',
      value: envelope({ ...row, audience: 'everyone', content: 7 }),
      reason: /schema.*audience/,
    },
    { name: 'not the mapping', value: envelope({ ...row, like_count: 2 ** 40 }), reason: /document_parsing_exception/ },
  ].map((one) => ({ ...one, key: `poison-${oddWord()}` }));
  keys.push(...cases.map(({ key }) => key));
  const { api } = await somebody();
  const word = oddWord();
  const before = await kafka.endOffsets(topic);
  await kafka.produce(topic, cases);
  for (let n = 0; n < 12; n += 1) await api.createPost({ body: aPost({ content: `${word} ${n}` }) });
  await untilFound(anyone, word, 12);

  const letters = await deadLetters(({ length }) => length >= cases.length);
  expect(letters).toHaveLength(cases.length);
  for (const { key, value, reason, name } of cases) {
    const letter = letters.find((one) => one.key?.toString() === key);
    expect([name, letter?.value?.toString(), letter?.headers['topic']]).toEqual([name, value, topic]);
    expect(letter?.headers['reason']).toMatch(reason);
    expect(letter?.headers['reason']).not.toContain('everyone');
    const { partition = '', offset } = letter?.headers ?? {};
    expect(Number(offset)).toBeGreaterThanOrEqual(before[partition] ?? Infinity);
  }
}, 180_000);
