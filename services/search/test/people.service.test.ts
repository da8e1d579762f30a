import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import { relationRow, userRow } from './rows.ts';
import { startSearch, type Search } from './search.ts';

let search: Search;
const zoe = userRow({ username: 'zoe_m', display_name: 'Zoë Müller', bio: 'Grows tomatoes', location: 'Graz' });
const yamada = userRow({ username: 'yamada', display_name: '山田太郎' });
const shy = userRow({
  username: 'shy_one',
  display_name: 'Shy Zoe',
  bio: 'Grows secrets',
  profile_visibility: 'friends',
});
const long = userRow({ username: 'a_name_of_thirty_letters_in_al', display_name: 'Long' });
const viewer = userRow({ username: 'viewer' });

beforeAll(async () => {
  search = await startSearch();
  await search.put('users', zoe, yamada, shy, long, viewer);
  await search.put(
    'relations',
    relationRow(viewer.id, zoe.id, { mutes: true }),
    relationRow(viewer.id, shy.id, { friend: true }),
  );
});
afterAll(() => search.stop());

const names = async (q: string, api = search.anonymous) => {
  const { items, total } = await api.search({ query: { q, type: 'users' } });
  expect(total).toBe(items.length);
  return items.flatMap((item) => (item.type === 'user' ? [item.username] : [])).sort();
};
const suggested = async (q: string, api = search.anonymous) =>
  (await api.suggest({ query: { q } })).items.flatMap((item) => (item.type === 'user' ? [item.username] : [])).sort();

test.each([
  ['a name', 'müller', ['zoe_m']],
  ['a name without its dots', 'Muller', ['zoe_m']],
  ['a username', '@zoe_m', ['zoe_m']],
  ['names of several people', 'zoe', ['shy_one', 'zoe_m']],
  ['a name and what the page says', 'zoe tomato', ['zoe_m']],
  ['a place', 'graz', ['zoe_m']],
  ['a phrase', '"grows tomatoes"', ['zoe_m']],
  ['Japanese', '山田', ['yamada']],
  ['what a closed page says', 'secrets', []],
  ['someone else', 'nobody', []],
])('people are found by %s', async (_, q, expected) => {
  expect(await names(q)).toEqual(expected);
});

test('a page is matched and shown only for those who may see it', async () => {
  expect(await names('secrets', search.as(viewer.id))).toEqual(['shy_one']);
  const bioFor = async (api: typeof search.anonymous) =>
    (await api.search({ query: { q: 'shy', type: 'users' } })).items[0];
  expect(await bioFor(search.anonymous)).toMatchObject({ username: 'shy_one', bio: null });
  expect(await bioFor(search.as(viewer.id))).toMatchObject({ username: 'shy_one', bio: 'Grows secrets' });
  expect(await names('shy -secrets')).toEqual(['shy_one']);
  expect(await names('shy -secrets', search.as(viewer.id))).toEqual([]);
});

test.each([
  ['z', ['shy_one', 'zoe_m']],
  ['ZO', ['shy_one', 'zoe_m']],
  ['zoë mü', ['zoe_m']],
  ['mul', ['zoe_m']],
  ['@zoe', ['shy_one', 'zoe_m']],
  ['山', ['yamada']],
  ['太郎', ['yamada']],
  ['a_name_of_thirty_lett', ['a_name_of_thirty_letters_in_al']],
  ['a_name_of_thirty_letters_in_al', ['a_name_of_thirty_letters_in_al']],
  ['tomato', []],
])('typing %s suggests the right people', async (q, expected) => {
  expect(await suggested(q)).toEqual(expected);
});

test('whom the viewer has muted is found but not suggested', async () => {
  expect(await suggested('zoe', search.as(viewer.id))).toEqual(['shy_one']);
  expect(await names('zoe', search.as(viewer.id))).toEqual(['shy_one', 'zoe_m']);
});

test('the exact username comes first', async () => {
  await search.put('users', userRow({ username: 'yamada_fan', display_name: 'Yamada Yamada Yamada' }));
  const { items } = await search.anonymous.suggest({ query: { q: 'yamada' } });
  expect(items[0]).toMatchObject({ username: 'yamada' });
});

test('people are not narrowed by what only posts have', async () => {
  await expect(search.anonymous.search({ query: { type: 'users', tag: 'x' } })).toFail(errors.invalid, '/query/tag');
  await expect(search.anonymous.search({ query: { type: 'users', from: 'zoe_m' } })).toFail(
    errors.invalid,
    '/query/from',
  );
});
