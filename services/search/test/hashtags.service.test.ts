import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import { postRow, userRow } from './rows.ts';
import { startSearch, type Search } from './search.ts';

let search: Search;
const day = 24 * 3_600_000;
const author = userRow({ username: 'tagger' });
const at = (days: number) => new Date(Date.now() - days * day);

beforeAll(async () => {
  search = await startSearch();
  const tagged = (days: number, ...tags: string[]) => postRow({ tags, created_at: at(days) });
  await search.put('users', author);
  await search.put(
    'posts',
    ...[tagged(9, 'café', 'garden'), tagged(8, 'café'), tagged(7, 'cafe'), tagged(1, 'cafeteria', 'garden')],
    ...[tagged(6, 'gardening', 'garden'), tagged(5, 'straße'), tagged(4, '東京'), tagged(3, '東京タワー')],
    postRow({ tags: ['garden', 'hidden'], audience: 'private' }),
    postRow({ tags: ['garden'], user_id: author.id, created_at: at(2) }),
  );
});
afterAll(() => search.stop());

const counted = async (query: Record<string, string>) =>
  (await search.anonymous.search({ query: { type: 'hashtags', ...query } as never })).items.flatMap((item) =>
    item.type === 'hashtag' ? [[item.tag, item.posts]] : [],
  );
const suggested = async (q: string) =>
  (await search.anonymous.suggest({ query: { q, type: 'hashtags' } })).items.flatMap((item) =>
    item.type === 'hashtag' ? [item.tag] : [],
  );

test('hashtags keep their accents, are counted over visible posts only, and come by use', async () => {
  expect(await counted({ q: 'cafe' })).toEqual([
    ['café', 2],
    ['cafe', 1],
    ['cafeteria', 1],
  ]);
  expect(await counted({ q: '#GARD' })).toEqual([
    ['garden', 4],
    ['gardening', 1],
  ]);
  expect(await counted({ q: 'hidden' })).toEqual([]);
});

test.each([
  ['caf', ['café', 'cafe', 'cafeteria']],
  ['café', ['café', 'cafe', 'cafeteria']],
  ['CAFÉT', ['cafeteria']],
  ['strass', ['straße']],
  ['straß', ['straße']],
  ['東', ['東京', '東京タワー']],
  ['garden x', []],
  ['ga.*', []],
])('typing %s suggests the right hashtags', async (q, expected) => {
  expect(await suggested(q)).toEqual(expected);
});

test('they are narrowed by author, another tag and time, and sorted by the last use', async () => {
  expect(await counted({ from: 'tagger' })).toEqual([['garden', 1]]);
  expect(await counted({ from: 'nobody_at_all' })).toEqual([]);
  expect(await counted({ q: 'c', tag: 'garden' })).toEqual([
    ['cafeteria', 1],
    ['café', 1],
  ]);
  expect(await counted({ since: at(2.5).toISOString() })).toEqual([
    ['garden', 2],
    ['cafeteria', 1],
  ]);
  expect((await counted({ q: 'caf', sort: 'recent' })).map(([tag]) => tag)).toEqual(['cafeteria', 'cafe', 'café']);
});

test('pages go on after the last hashtag shown, and a cursor works only for its own search', async () => {
  const all = await counted({});
  const pages: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await search.anonymous.search({ query: { type: 'hashtags', limit: '2', ...(cursor && { cursor }) } });
    expect(page.total).toBe(all.length);
    pages.push(...page.items.flatMap((item) => (item.type === 'hashtag' ? [[item.tag, item.posts]] : [])));
    cursor = page.nextCursor ?? undefined;
    if (cursor !== undefined) {
      const other = search.anonymous.search({ query: { type: 'hashtags', q: 'x', cursor } });
      await expect(other).toFail(errors.cursorInvalid);
    }
  } while (cursor !== undefined);
  expect(pages).toEqual(all);
});
