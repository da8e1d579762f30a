import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextId, postRow, userRow } from './rows.ts';
import { startSearch, type Search } from './search.ts';

let search: Search;
const author = userRow({ username: 'ada_l', display_name: 'Ada Lovelace', avatar_url: 'https://example.org/ada.png' });
const day = 24 * 3_600_000;
const posts = {
  garden: 'My tomatoes & <b>seedlings</b> are growing in the café garden',
  paris: 'Running through Paris: no garden in sight',
  tokyo: 'これは搜索引擎です。東京タワーへ',
  old: 'An old garden diary with tomato sauce',
  tagged: 'Something green',
};

beforeAll(async () => {
  search = await startSearch();
  const by = { user_id: author.id };
  await search.put('users', author);
  await search.put(
    'posts',
    postRow({ ...by, content: posts.old, created_at: new Date(Date.now() - 400 * day) }),
    postRow({ ...by, content: posts.garden, created_at: new Date(Date.now() - 2 * day) }),
    postRow({ ...by, content: posts.paris, created_at: new Date(Date.now() - day) }),
    postRow({ ...by, content: posts.tokyo }),
    postRow({ user_id: nextId(), content: posts.tagged, tags: ['café', 'gardening'] }),
  );
});
afterAll(() => search.stop());

const found = async (q: string, more: Record<string, string> = {}) => {
  const { items, total } = await search.anonymous.search({ query: { q, ...more } });
  expect(total).toBe(items.length);
  return items.flatMap((item) => (item.type === 'post' ? [item.content] : []));
};
const marks = async (q: string) => {
  const { items } = await search.anonymous.search({ query: { q } });
  return items.flatMap((item) => (item.type === 'post' ? item.highlights : []));
};

test.each([
  ['a word', 'seedlings', [posts.garden]],
  ['a word without its accent', 'CAFE seedlings', [posts.garden]],
  ['a word in another number', 'seedling', [posts.garden]],
  ['all words are required', 'garden paris', [posts.paris]],
  ['words in any order', 'diary tomatoes', [posts.old]],
  ['a phrase', '"garden diary"', [posts.old]],
  ['a phrase in the wrong order', '"diary garden"', []],
  ['typographic quotes', '“garden diary”', [posts.old]],
  ['an excluded word', 'garden -paris -tomato', [posts.garden]],
  ['an excluded phrase', 'garden -"garden diary" -paris', [posts.garden]],
  ['a beginning', 'seedl*', [posts.garden]],
  ['a long beginning', 'seedlings*', [posts.garden]],
  ['Chinese without spaces', '搜索引擎', [posts.tokyo]],
  ['Japanese without spaces', '東京', [posts.tokyo]],
  ['a hashtag', '#gardening', [posts.tagged]],
  ['a hashtag without its accent', '#cafe', [posts.tagged]],
  ['a word that is only a hashtag', 'gardening green', [posts.tagged]],
  ['punctuation beside words', 'seedlings !!! ---', [posts.garden]],
  ['nothing but punctuation', '!!! ***', []],
])('%s', async (_, q, expected) => {
  expect((await found(q)).sort()).toEqual([...expected].sort());
});

test('without words everything visible is there, the newest first', async () => {
  expect((await found('', { sort: 'recent' })).at(-1)).toBe(posts.old);
  expect(await found('')).toHaveLength(5);
});

test('newer posts come first where the words say as much, older ones are not lost', async () => {
  const order = await found('garden');
  expect(order).toHaveLength(3);
  expect(order.at(-1)).toBe(posts.old);
});

test('fragments show what matched, also by stem, beginning and characters; everything else is escaped', async () => {
  expect(await marks('tomato seedling -old')).toEqual([
    'My <em>tomatoes</em> &amp; &lt;b&gt;<em>seedlings</em>&lt;&#x2F;b&gt; are growing in the café garden',
  ]);
  expect(await marks('cafe')).toEqual([expect.stringContaining('<em>café</em>')]);
  expect(await marks('seedl*')).toEqual([expect.stringContaining('<em>seedlings</em>')]);
  expect(await marks('搜索引擎')).toEqual([expect.stringContaining('<em>搜索引擎</em>')]);
  expect(await marks('#gardening')).toEqual([]);
});

test('each hit carries its author’s card, also while the profile has not arrived', async () => {
  const { items } = await search.anonymous.search({ query: { q: 'green' } });
  expect(items).toEqual([expect.objectContaining({ author: expect.objectContaining({ username: 'unknown' }) })]);
  const [hit] = (await search.anonymous.search({ query: { q: 'seedlings' } })).items;
  expect(hit).toMatchObject({
    author: { id: String(author.id), username: 'ada_l', displayName: 'Ada Lovelace', avatarUrl: author.avatar_url },
  });
});

test('searches are narrowed by author, tag and time', async () => {
  expect(await found('', { from: 'ada_l', tag: 'gardening' })).toEqual([]);
  expect(await found('', { from: 'ada_l' })).toHaveLength(4);
  expect(await found('', { from: 'nobody_at_all' })).toEqual([]);
  expect(await found('', { tag: 'Gardening' })).toEqual([posts.tagged]);
  const [since, until] = [3 * day, 1.5 * day].map((ago) => new Date(Date.now() - ago).toISOString());
  expect(await found('', { since: since ?? '', until: until ?? '' })).toEqual([posts.garden]);
});

test('a deleted post is in no result', async () => {
  const gone = postRow({ content: 'ephemeral words' });
  await search.put('posts', gone);
  expect(await found('ephemeral')).toHaveLength(1);
  await search.put('posts', { ...gone, content: '', deleted_at: new Date(), version: 2 });
  expect(await found('ephemeral')).toEqual([]);
});

test.each([
  'text:seedlings',
  '_id:1',
  '*',
  '?',
  '* AND *',
  '/.*/',
  '/[a-/',
  '"',
  '"unbalanced',
  '((((',
  '))) OR ((',
  '\\',
  '\\"',
  'a~5 b^9',
  '[1 TO *]',
  '{"match_all":{}}',
  '<script>',
  '-',
  '--',
  '-"',
  '#',
  '##',
  '#*',
  '**',
  'a*b*c*',
  '. . .',
  '\u0301',
  '\u202e',
  '🙂',
  '#🙂',
  '-"" ""',
  'NOT x',
  '&& || !',
  '%00',
  '${jndi}',
  '"a" "b" "c" -d e* #f',
])('%s is only text', async (q) => {
  for (const type of ['posts', 'users', 'hashtags']) await search.anonymous.search({ query: { q, type } as never });
  for (const type of ['users', 'hashtags'])
    await search.anonymous.suggest({ query: { q: q.slice(0, 50), type } as never });
});

test('no text at all makes a search fail, however many operators it has', async () => {
  const operators = fc.string({
    unit: fc.constantFrom(...Array.from('"*-#():/\\[]{}~^?+&|!<>=. aé搜𝔘\u0301')),
    maxLength: 100,
  });
  const anything = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('\u0000'));
  await fc.assert(
    fc.asyncProperty(fc.oneof(operators, anything), fc.constantFrom('posts', 'users', 'hashtags'), async (q, type) => {
      await search.anonymous.search({ query: { q, type } });
    }),
    {
      numRuns: 60,
      examples: [
        ['-"*#('.repeat(40), 'posts'],
        ['a '.repeat(100), 'users'],
        ['é'.repeat(200), 'hashtags'],
      ],
    },
  );
}, 60_000);
