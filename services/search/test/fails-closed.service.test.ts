import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import { oddWord } from '@concord/testkit';
import { nextId, postRow, relationRow } from './rows.ts';
import { startSearch, type Search } from './search.ts';

let search: Search;
let usual: Search['world'];
beforeAll(async () => {
  search = await startSearch();
  usual = { ...search.world };
});
afterAll(() => search.stop());
afterEach(() => {
  Object.assign(search.world, usual);
});

const asked = () => [
  search.anonymous.search({ query: { q: 'x' } }),
  search.as(7).search({ query: { q: 'x', type: 'users' } }),
  search.as(7).suggest({ query: { q: 'x', type: 'hashtags' } }),
];

test.each<[string, Partial<Search['world']>]>([
  ['nothing of the relations has been read yet', { watermarkMs: null }],
  ['no canary has been found in the index', { indexAgeMs: null }],
  ['the index is too far behind', { indexAgeMs: 60_001 }],
])('nothing is searched while %s', async (_, old) => {
  Object.assign(search.world, old);
  for (const answer of asked()) await expect(answer).toFail(errors.stale);
});

test('a change that comes by the stream acts at once, before the index has it, whatever came first', async () => {
  const [word, viewer, author] = [oddWord(), nextId(), nextId()];
  await search.put('posts', postRow({ content: word, user_id: author, audience: 'followers' }));
  const total = async () => (await search.as(viewer).search({ query: { q: word } })).total;
  expect(await total()).toBe(0);
  search.people.apply(relationRow(viewer, author, { follows: true }, 2));
  expect(await total()).toBe(1);
  search.people.apply(relationRow(viewer, author, {}, 1));
  expect(await total()).toBe(1);
  search.people.apply(relationRow(viewer, author, { follows: true, blockedBy: true }, 3));
  expect(await total()).toBe(0);
  search.people.forget();
  expect(await total()).toBe(0);
});

test('a viewer with more relations than one request gives is known whole', async () => {
  const [word, viewer, author] = [oddWord(), nextId(), nextId()];
  const others = Array.from({ length: 10_050 }, () => nextId());
  for (let from = 0; from < others.length; from += 5_000)
    await search.put(
      'relations',
      ...others.slice(from, from + 5_000).map((other) => relationRow(viewer, other, { follows: true })),
    );
  const last = nextId();
  await search.put('relations', relationRow(viewer, last, { follows: true }));
  await search.put(
    'posts',
    ...[author, last].map((by) => postRow({ content: word, user_id: by, audience: 'followers' })),
  );
  expect((await search.as(viewer).search({ query: { q: word } })).total).toBe(1);
}, 60_000);

test('while Elasticsearch cannot answer the service says that it is unavailable', async () => {
  const { client, indexOf } = search;
  const alias = indexOf('posts');
  const [index = ''] = Object.keys(await client.indices.getAlias({ name: alias }));
  await client.indices.deleteAlias({ index, name: alias });
  await expect(search.anonymous.search({ query: { q: 'x', type: 'hashtags' } })).toFail(errors.unavailable);
  await expect(search.anonymous.search({ query: { q: 'x' } })).toFail(errors.unavailable);
  await client.indices.putAlias({ index, name: alias, filter: { term: { deleted: false } } });
}, 60_000);

test('freshness is told to other parts of the deployment only', async () => {
  expect(await search.internal.readFreshness()).toEqual(usual.freshness);
});
