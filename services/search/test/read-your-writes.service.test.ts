import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contract, headerNames } from '@concord/contracts';
import { oddWord } from '@concord/testkit';
import { postRow, relationRow, userRow } from './rows.ts';
import { startSearch, type Search } from './search.ts';

let search: Search;
const ada = userRow({ username: 'ada_l' });
const bob = userRow({ username: 'bobby_t' });
beforeAll(async () => {
  search = await startSearch();
  await search.put('users', ada, bob);
});
afterAll(() => search.stop());

const find = async (q: string, wait: string) => {
  const options = { headers: { [headerNames.wait]: wait } };
  const { status, headers, body } = await search.as(ada.id).raw(contract.search.search, { query: { q } }, options);
  return [status, headers.get(headerNames.wait), (body as { total?: number }).total];
};

/** Resolves when Elasticsearch has been asked for the first time whether this document is found. */
const looked = (path: string) =>
  new Promise<null>((resolve) => {
    const note = (_: unknown, result: { meta: { request: { params: { path: string } } } } | null) => {
      if (result?.meta.request.params.path !== path) return;
      search.client.diagnostic.off('response', note as never);
      resolve(null);
    };
    search.client.diagnostic.on('response', note as never);
  });

test('a receipt that is none is refused', async () => {
  expect((await find('x', 'post.posts'))[0]).toBe(400);
});

test('a post is waited for until search finds it, and a deletion until it does not', async () => {
  const word = oddWord();
  const row = postRow({ user_id: ada.id, content: word });
  const path = `/${search.indexOf('posts')}/_doc/${String(row.id)}`;
  const written = looked(path);
  const finding = find(word, `post.posts:${String(row.id)}:${String(row.version)}`);
  await written;
  await search.put('posts', row);
  expect(await finding).toEqual([200, 'satisfied', 1]);

  const gone = { ...row, content: '', deleted_at: new Date(), version: row.version + 1 };
  const deleted = looked(path);
  const missing = find(word, `post.posts:${String(row.id)}:${String(gone.version)}`);
  await deleted;
  await search.put('posts', gone);
  expect(await missing).toEqual([200, 'satisfied', 0]);
});

test('what is indexed but not refreshed is not there yet', async () => {
  const row = postRow({ user_id: ada.id, content: oddWord() });
  const index = search.indexOf('posts');
  await search.put('posts', row);
  const newer = { ...((await search.client.get({ index, id: String(row.id) }))._source as object) };
  const [physical = ''] = Object.keys(await search.client.indices.getAlias({ name: index }));
  await search.client.indices.putSettings({ index: physical, settings: { refresh_interval: '-1' } });
  await search.client.index({
    index: physical,
    id: String(row.id),
    document: newer,
    version: 9,
    version_type: 'external_gte',
  });
  expect((await find('x', `post.posts:${String(row.id)}:9`))[1]).toBe('timeout');
  await search.client.indices.refresh({ index: physical });
  expect((await find('x', `post.posts:${String(row.id)}:9`))[1]).toBe('satisfied');
});

test('a person is waited for in the index, a relation until it has come by its stream', async () => {
  expect((await find('x', `user.profiles:${String(ada.id)}:${String(ada.version)}`))[1]).toBe('satisfied');
  expect((await find('x', `user.profiles:${String(ada.id)}:999`))[1]).toBe('timeout');
  const relation = relationRow(ada.id, bob.id, { mutes: true }, 2);
  const wait = `user.relations:${String(ada.id)}:${String(bob.id)}:2`;
  expect((await find('x', wait))[1]).toBe('timeout');
  search.people.apply(relation);
  expect((await find('x', wait))[1]).toBe('satisfied');
  const names = (await search.as(ada.id).suggest({ query: { q: 'bobby' } }, { headers: { [headerNames.wait]: wait } }))
    .items;
  expect(names).toEqual([]);
});

test('streams that search does not hold are not waited for', async () => {
  expect((await find('x', 'auth.users:1:999'))[1]).toBeNull();
});
