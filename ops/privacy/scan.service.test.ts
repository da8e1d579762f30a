import { randomUUID } from 'node:crypto';
import { openElasticsearch, openKafka, openRedis } from '@concord/platform';
import { eventually, freshDatabase, type FreshDatabase } from '@concord/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { lookInElasticsearch } from './in-elasticsearch.ts';
import { lookInKafka } from './in-kafka.ts';
import { lookInMysql } from './in-mysql.ts';
import { lookInRedis } from './in-redis.ts';
import type { Finding } from './sought.ts';

const accountId = 4_000_000_000_000_000 + Math.floor(Math.random() * 1_000_000_000);
const word = `odd${String(accountId)}word`;
const sought = { accountId, texts: [`${word}@example.org`] };
const never = new AbortController().signal;
const env = process.env;
const places = (findings: readonly Finding[]) =>
  findings.map(({ place, references, allowed }) => [place, references, allowed]).toSorted();

describe('MySQL', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
    await fresh.db.raw(
      'CREATE TABLE posts (id BIGINT, user_id BIGINT, content TEXT, mentions JSON, tags JSON, like_count INT)',
    );
    await fresh.db.raw('CREATE TABLE relations (viewer_id BIGINT, author_id BIGINT)');
    await fresh.db.raw('CREATE TABLE surprises (who BIGINT)');
  });
  afterAll(() => fresh.drop());
  const look = () => lookInMysql(fresh.db, 'post', sought);
  const post = { id: 1, user_id: 2, content: 'nothing', mentions: '[3]', tags: '["a"]', like_count: 0 };

  test('has nothing of others, whose ids and names contain the ones looked for', async () => {
    const [longer, before] = [`${String(accountId)}1`, `1${String(accountId)}`];
    await fresh
      .db('posts')
      .insert({ ...post, content: `${longer} ${before} x${word}@example.org`, mentions: `[${longer}]` });
    expect(await look()).toEqual([]);
  });

  test('is seen into wherever an account can be: in columns, in JSON, in texts, in tables that nobody listed', async () => {
    await fresh.db('posts').insert([
      { ...post, user_id: accountId },
      { ...post, mentions: JSON.stringify([5, accountId]) },
      { ...post, content: `see /profiles/${String(accountId)}.` },
      { ...post, content: `write to ${word.toUpperCase()}@example.org!` },
    ]);
    await fresh.db('surprises').insert({ who: accountId });
    expect(places(await look())).toEqual([
      ['concord_post.posts.content', 2, 0],
      ['concord_post.posts.mentions', 1, 0],
      ['concord_post.posts.user_id', 1, 0],
      ['concord_post.surprises.who', 1, 0],
    ]);
  });

  test('may keep what the manifest calls a tombstone', async () => {
    await fresh.db('relations').insert([{ viewer_id: accountId, author_id: 1 }]);
    expect(places(await look())).toContainEqual(['concord_post.relations.viewer_id', 1, 1]);
  });
});

describe('Elasticsearch', () => {
  const prefix = `t${randomUUID().slice(0, 8)}`;
  const elasticsearch = openElasticsearch(env['CONCORD_ELASTICSEARCH_URL'] ?? '');
  afterAll(async () => {
    await elasticsearch.indices.delete({ index: `${prefix}-posts-v1-000001,${prefix}-users-v1-000001` });
    await elasticsearch.close();
  });

  test('is seen into, in fields that cannot be searched as well; the key of a tombstone may stay', async () => {
    for (const type of ['posts', 'users'])
      await elasticsearch.indices.create({ index: `${prefix}-${type}-v1-000001`, mappings: { dynamic: false } });
    await elasticsearch.index({
      index: `${prefix}-posts-v1-000001`,
      document: { author_id: String(accountId), text: `by ${word}@example.org`, mentions: [1, accountId] },
    });
    await elasticsearch.index({ index: `${prefix}-posts-v1-000001`, document: { author_id: `${String(accountId)}0` } });
    await elasticsearch.index({
      index: `${prefix}-users-v1-000001`,
      document: { id: accountId, version: 3, deleted: true },
    });
    expect(places(await lookInElasticsearch(elasticsearch, prefix, sought))).toEqual([
      [`${prefix}-posts.author_id`, 1, 0],
      [`${prefix}-posts.mentions`, 1, 0],
      [`${prefix}-posts.text`, 1, 0],
      [`${prefix}-users.id`, 1, 1],
    ]);
  });
});

describe('Redis', () => {
  const redis = openRedis(env['CONCORD_REDIS_URL'] ?? '');
  beforeAll(async () => {
    await redis.start();
  });
  afterAll(() => redis.stop());

  test('is seen into, keys and values', async () => {
    await eventually(() => redis.set(`cache:profiles:${String(accountId)}`, '1:{}', 30_000).then(() => true));
    await redis.set(`surprise:${String(accountId)}0`, JSON.stringify({ to: sought.texts[0] }), 30_000);
    expect(places(await lookInRedis(env['CONCORD_REDIS_URL'] ?? '', sought))).toEqual([
      ['cache:profiles:…', 1, 0],
      ['surprise:…', 1, 0],
    ]);
    await redis.remove(`cache:profiles:${String(accountId)}`);
    await redis.remove(`surprise:${String(accountId)}0`);
    expect(await lookInRedis(env['CONCORD_REDIS_URL'] ?? '', sought)).toEqual([]);
  });
});

describe('Kafka', () => {
  const kafka = openKafka({ brokers: (env['CONCORD_KAFKA_BROKERS'] ?? '').split(','), clientId: 'concord-test' });
  const key = `test-${String(accountId)}-`;
  const row = (after: unknown, before: unknown = null) => JSON.stringify({ op: 'u', before, after, source: {} });
  // A topic that the services do not consume, with the name of none of theirs.
  const topic = `state.test.${randomUUID().slice(0, 8)}`;
  const dead = `dead.test.${randomUUID().slice(0, 8)}`;
  beforeAll(async () => {
    await kafka.ensureTopics([
      { name: topic, cleanup: 'compact', partitions: 2 },
      { name: dead, cleanup: 'delete', partitions: 1 },
    ]);
  }, 30_000);
  afterAll(async () => {
    await kafka.deleteTopics([topic, dead]);
    await kafka.stop();
  }, 30_000);
  const look = async () =>
    places(await lookInKafka(kafka, sought, never)).filter(([place]) => /\.test\./.test(String(place)));

  test('is seen into: the latest of each key, and what its row was before', async () => {
    await kafka.produce(topic, [
      { key: `${key}1`, value: row({ user_id: accountId, content: `${word}@example.org` }) },
      { key: `${key}2`, value: row({ user_id: accountId }) },
      { key: `${key}3`, value: row({ user_id: null }, { user_id: accountId }) },
    ]);
    await kafka.produce(dead, [{ key: 'x', value: JSON.stringify(JSON.stringify({ accountId })) }]);
    expect(await look()).toEqual(
      [
        [`${dead} value`, 1, 0],
        [`${topic} content`, 1, 0],
        [`${topic} user_id`, 2, 0],
        [`${topic} user_id before`, 1, 0],
      ].toSorted(),
    );
  });

  test('is not reproached with what a later record of the same key replaced', async () => {
    await kafka.produce(topic, [
      { key: `${key}1`, value: row({ user_id: null }) },
      { key: `${key}2`, value: null },
      { key: `${key}3`, value: row({ user_id: 1 }) },
    ]);
    expect(await look()).toEqual([[`${dead} value`, 1, 0]]);
  });
});
