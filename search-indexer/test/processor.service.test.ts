import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { state } from '@concord/contracts';
import { eventually } from '@concord/testkit';
import { canary } from '../src/documents/canary/project.ts';
import { post } from '../src/documents/post/project.ts';
import { startIndexer, type Indexer } from './indexer.ts';
import { aCanary, aDeletedPost, aPost, aPostRow, rawRecord, recordOf } from './records.ts';

let indexer: Indexer;
let id = 0;
beforeAll(async () => {
  indexer = await startIndexer();
});
afterAll(() => indexer.drop());
beforeEach(() => {
  indexer.buried.length = 0;
  id += 100;
});

const held = async (key: number) => (await indexer.everything(post)).get(String(key));

test('a batch is searchable and marked as done, with the rows’ own versions', async () => {
  expect(await indexer.apply([aPost({ id, version: 4 }), aPost({ id: id + 1, version: 2 })])).toBe(true);
  expect(await indexer.found(post)).toEqual(expect.arrayContaining([String(id), String(id + 1)]));
  expect((await held(id))?.version).toBe(4);
});

test('what is older than the index is success and changes nothing; the same again is written again', async () => {
  await indexer.apply([aPost({ id, version: 9, content: 'new' })]);
  expect(await indexer.apply([aPost({ id, version: 8, content: 'old' }), aPost({ id: id + 1 })])).toBe(true);
  expect(await indexer.apply([aPost({ id, version: 9, content: 'new' })])).toBe(true);
  expect(await held(id)).toMatchObject({ version: 9, source: { text: 'new' } });
  expect(indexer.buried).toEqual([]);
});

test('a deleted post stays as a tombstone that no search finds, and nothing older brings it back', async () => {
  await indexer.apply([aPost({ id, version: 1 }), aDeletedPost(id, 2)]);
  await indexer.apply([aPost({ id, version: 1 })]);
  expect(await held(id)).toEqual({ version: 2, source: { id, version: 2, deleted: true } });
  expect(await indexer.found(post)).not.toContain(String(id));
});

test('a purged row counts as one version more', async () => {
  await indexer.apply([recordOf(state.post.posts, aPostRow({ id, version: 6 }), 'd')]);
  expect(await held(id)).toMatchObject({ version: 7, source: { deleted: true } });
});

test('what cannot be read or stored is put aside with its reason, and the rest goes on', async () => {
  const unreadable = rawRecord(state.post.posts, '{"op":"c"');
  const odd = aPost({ id: id + 1, audience: 'everyone' });
  const tooLong = aPost({ id: id + 2, tags: JSON.stringify(['x'.repeat(40_000)]) });
  expect(await indexer.apply([aPost({ id }), unreadable, odd, tooLong, aPost({ id: id + 3 })])).toBe(true);
  expect(await indexer.found(post)).toEqual(expect.arrayContaining([String(id), String(id + 3)]));
  expect(indexer.buried.map(({ record }) => record.offset)).toEqual(
    [unreadable, odd, tooLong].map((one) => one.offset),
  );
  expect(indexer.buried.map(({ reason }) => reason)).toEqual([
    'is not JSON',
    expect.stringContaining('audience'),
    'document_parsing_exception (illegal_argument_exception) in tags',
  ]);
});

test('a field that the mapping does not know is refused', async () => {
  const { client, names } = indexer;
  const strange = client.index({ index: names(post).write, id: String(id), document: { id, colour: 'red' } });
  await expect(strange).rejects.toThrow('strict_dynamic_mapping_exception');
});

test('while the index is blocked everything waits in its order, nothing is put aside, and it goes on by itself', async () => {
  const { client, names } = indexer;
  const index = names(post).first;
  await client.indices.putSettings({ index, settings: { 'index.blocks.write': true } });
  const applied = indexer.apply([aPost({ id, version: 1 }), aPost({ id, version: 2, content: 'last' })]);
  await eventually(() => indexer.held.reason?.includes('cluster_block_exception'));
  await client.indices.putSettings({ index, settings: { 'index.blocks.write': false } });
  expect(await applied).toBe(true);
  expect(indexer.held.reason).toBeNull();
  expect(indexer.buried).toEqual([]);
  expect(await held(id)).toMatchObject({ version: 2, source: { text: 'last' } });
});

test('readiness names what waits although other partitions go on', async () => {
  const { client, names } = indexer;
  const index = names(post).first;
  await client.indices.putSettings({ index, settings: { 'index.blocks.write': true } });
  const applied = indexer.apply([aPost({ id })], { partition: 1 });
  await eventually(() => indexer.held.reason?.includes('cluster_block_exception'));
  await indexer.apply([aCanary(2, id)], { partition: 2 });
  expect(indexer.held.reason).toContain('cluster_block_exception');
  await client.indices.putSettings({ index, settings: { 'index.blocks.write': false } });
  expect(await applied).toBe(true);
  expect(indexer.held.reason).toBeNull();
});

test('without its write alias nothing is written anywhere, and the work is given up when it belongs to another', async () => {
  const { client, names } = indexer;
  const { first, write } = names(post);
  await client.indices.deleteAlias({ index: first, name: write });
  let ours = true;
  const applied = indexer.apply([aPost({ id })], { current: () => ours });
  await eventually(() => indexer.held.reason?.includes('index_not_found_exception'));
  ours = false;
  expect(await applied).toBe(false);
  expect(await client.indices.exists({ index: write })).toBe(false);
  await client.indices.putAlias({ index: first, name: write, is_write_index: true });
  expect(indexer.buried).toEqual([]);
});

test('a canary is not written while something waits in its partition, so that finding it means all was applied', async () => {
  const { backlog } = indexer;
  const beat = async (version: number) => {
    expect(await indexer.apply([aCanary(1, version)])).toBe(true);
    return (await indexer.everything(canary)).get('1')?.version;
  };
  expect(await beat(1)).toBe(1);
  await indexer.apply([aPost({ id })], { waiting: 500 });
  expect(await beat(2)).toBe(1);
  expect(indexer.heldBack.count).toBe(1);
  await indexer.apply([aPost({ id: id + 1 })], { waiting: 0 });
  expect(await beat(3)).toBe(3);
  backlog.begin(state.user.relations.topic, { 0: 0 }, { 0: 10 });
  expect(await beat(4)).toBe(3);
  backlog.begin(state.user.relations.topic, { 0: 10 }, { 0: 10 });
  await indexer.apply([aCanary(1, 5)], { waiting: 3 });
  expect(await beat(6)).toBe(6);
});
