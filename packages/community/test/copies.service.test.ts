import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { transaction } from '@concord/platform';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { peopleTable, postsTable, putPeople, putPosts, findPost, type Person, type PostFacts } from '../src/index.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await peopleTable(fresh.db);
  await postsTable(fresh.db);
});
afterAll(() => fresh.drop());

const ada = (own: Partial<Person>): Person => ({
  ...{ id: 1, username: 'ada', displayName: 'Ada', avatarUrl: null, status: 'active', profileVisibility: 'public' },
  version: 1,
  ...own,
});
const post = (own: Partial<PostFacts>): PostFacts => ({
  ...{ id: 7, userId: 1, audience: 'public', reach: 'public', deleted: false, version: 1 },
  ...own,
});

test('what is new or as new changes a person, what is older does not', async () => {
  const put = (own: Partial<Person>) => transaction(fresh.db, (tx) => putPeople(tx, [ada(own)]));
  expect(await put({ version: 3 })).toMatchObject([{ before: undefined, after: { version: 3 } }]);
  expect(await put({ version: 2, status: 'banned' })).toEqual([]);
  expect(await put({ version: 4, status: 'suspended' })).toMatchObject([
    { before: { version: 3, status: 'active' }, after: { version: 4, status: 'suspended' } },
  ]);
  expect(await fresh.db('people').first('status', 'version')).toEqual({ status: 'suspended', version: 4 });
});

test('what is new or as new changes a post, what is older does not', async () => {
  const put = (own: Partial<PostFacts>) => transaction(fresh.db, (tx) => putPosts(tx, [post(own)]));
  expect(await put({ version: 3 })).toMatchObject([{ before: undefined }]);
  expect(await put({ version: 4, deleted: true })).toMatchObject([{ before: { deleted: false } }]);
  expect(await put({ version: 2 })).toEqual([]);
  expect(await findPost(fresh.db, 7)).toEqual(post({ version: 4, deleted: true }));
});
