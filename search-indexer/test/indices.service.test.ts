import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { document } from '../src/document.ts';
import { documents } from '../src/documents/index.ts';
import { post } from '../src/documents/post/project.ts';
import { ensureIndex } from '../src/indices/ensure.ts';
import { startIndexer, type Indexer } from './indexer.ts';

let indexer: Indexer;
beforeAll(async () => {
  indexer = await startIndexer();
});
afterAll(() => indexer.drop());

test('all analysis and every mapping exist on this distribution, strict, behind both aliases', async () => {
  for (const type of documents) {
    const { first, read, write } = indexer.names(type);
    const found = (await indexer.client.indices.get({ index: first }))[first];
    expect(found?.mappings?.dynamic).toBe('strict');
    expect(found?.settings?.index?.refresh_interval).toBe('1s');
    expect(found?.aliases).toEqual({
      [read]: { filter: { term: { deleted: false } } },
      [write]: { is_write_index: true },
    });
  }
});

test('making the indices again changes nothing, and does not run what comes before a new one', async () => {
  const beforeCreation = () => Promise.reject(new Error('there is an index already'));
  for (const type of documents) await ensureIndex(indexer.client, indexer.prefix, type, beforeCreation);
});

test('two processes that begin at the same time make one index', async () => {
  const type = { ...post, index: 'twice' };
  const { client, prefix } = indexer;
  await Promise.all([ensureIndex(client, prefix, type), ensureIndex(client, prefix, type)]);
  const { first, pattern, read } = indexer.names(type);
  expect(Object.keys(await client.indices.get({ index: pattern }))).toEqual([first]);
  await client.indices.delete({ index: first });
  await client.indices.deleteIndexTemplate({ name: read });
});

test('a new field is added in place', async () => {
  const more = { ...post, mapping: { ...post.mapping, colour: { type: 'keyword' } } };
  await ensureIndex(indexer.client, indexer.prefix, more);
  const { first } = indexer.names(post);
  const found = await indexer.client.indices.getMapping({ index: first });
  expect(found[first]?.mappings.properties?.['colour']).toEqual({ type: 'keyword' });
});

test('an index of another generation, or one whose fields are of another kind, is not written to', async () => {
  const next = { ...post, generation: post.generation + 1 };
  await expect(ensureIndex(indexer.client, indexer.prefix, next)).rejects.toThrow('must be rebuilt');
  const other = document({ ...post, mapping: { ...post.mapping, author_id: { type: 'text' } }, project: () => null });
  await expect(ensureIndex(indexer.client, indexer.prefix, other)).rejects.toThrow('author_id');
});

test.each([
  ['folded', 'Éric’s CAFÉS Ｆｏｏ', ["eric's", 'cafes', 'foo']],
  ['folded', '搜索引擎 東京', ['搜索', '索引', '引擎', '東京']],
  ['english_light', 'The gardener’s tomatoes were watered', ['the', 'garden', 'tomato', 'were', 'water']],
  ['name_beginnings', 'Zoë', ['z', 'zo', 'zoe']],
  ['name_beginnings', '山田', ['山', '田']],
  ['being_typed', '山田 Zoë', ['山', '田', 'zoe']],
])('the analyzer %s reads %s', async (analyzer, text, tokens) => {
  const answer = await indexer.client.indices.analyze({ index: indexer.names(post).first, analyzer, text });
  expect(answer.tokens?.map(({ token }) => token)).toEqual(tokens);
});
