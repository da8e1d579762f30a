import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import { cursorSealer } from '@concord/platform';
import { oddWord } from '@concord/testkit';
import { z } from 'zod';
import { nextId, postRow, relationRow, userRow } from './rows.ts';
import { cursorSecret, startSearch, type Search } from './search.ts';

let search: Search;
let word: string;
let rows: ReturnType<typeof postRow>[];
beforeAll(async () => {
  search = await startSearch();
});
afterAll(() => search.stop());

beforeEach(async () => {
  word = oddWord();
  rows = Array.from({ length: 5 }, (_, index) => postRow({ content: `${word} ${String(index)}`, user_id: nextId() }));
  await search.put('posts', ...rows);
});

const page = (cursor?: string | null, own: Record<string, string> = {}, api = search.anonymous) =>
  api.search({ query: { q: word, limit: '2', sort: 'recent', ...(cursor && { cursor }), ...own } as never });
const contents = ({ items }: Awaited<ReturnType<typeof page>>) =>
  items.flatMap((item) => (item.type === 'post' ? [item.content] : []));

test('pages hold everything once, each with the exact total, and the last one says that it is the last', async () => {
  const first = await page();
  const second = await page(first.nextCursor);
  const third = await page(second.nextCursor);
  expect([first, second, third].flatMap(contents)).toEqual(rows.map(({ content }) => content).reverse());
  expect([first.total, second.total, third.total]).toEqual([5, 5, 5]);
  expect([first.nextCursor, third.nextCursor]).toEqual([expect.any(String), null]);
  expect((await page(null, { limit: '5' })).nextCursor).toBeNull();
});

test('what is written meanwhile does not shift the pages', async () => {
  const first = await page(null, { sort: 'relevance' });
  await search.put('posts', ...Array.from({ length: 7 }, () => postRow({ content: `${word} ${word}` })));
  const second = await page(first.nextCursor, { sort: 'relevance' });
  const third = await page(second.nextCursor, { sort: 'relevance' });
  expect([first, second, third].flatMap(contents).sort()).toEqual(rows.map(({ content }) => content).sort());
});

test('a later page does not show what was deleted or hidden meanwhile, and shows what was edited as it is now', async () => {
  const [deleted, hidden, edited] = [rows[2], rows[1], rows[0]];
  const first = await page();
  await search.put(
    'posts',
    { ...deleted, content: '', deleted_at: new Date(), version: 2 },
    { ...hidden, audience: 'private', version: 2 },
    { ...edited, content: 'something else', version: 2 },
  );
  const rest = await page(first.nextCursor, { limit: '4' });
  expect(contents(rest)).toEqual(['something else']);
  expect(rest.items[0]).toMatchObject({ highlights: [] });
});

test('a later page does not show posts of somebody who has blocked the viewer or is narrowing since', async () => {
  const viewer = nextId();
  const first = await page(null, {}, search.as(viewer));
  search.people.apply(relationRow(viewer, rows[2]?.user_id ?? 0, { blockedBy: true }));
  search.narrowed.postAuthors.apply(rows[1]?.user_id ?? 0, { active: true, version: 1 }, Date.now());
  const rest = await page(first.nextCursor, { limit: '4' }, search.as(viewer));
  expect(contents(rest)).toEqual([rows[0]?.content]);
  expect(rest.total).toBe(3);
});

test('a later page of people does not show who cannot be found any more', async () => {
  const people = Array.from({ length: 3 }, () => userRow({ display_name: word }));
  await search.put('users', ...people);
  const first = await page(null, { type: 'users', limit: '1' });
  await search.put('users', { ...people[1], search_visibility: 'private', version: 2 });
  const rest = await page(first.nextCursor, { type: 'users', limit: '2' });
  expect(rest.items).toEqual([expect.objectContaining({ id: String(people[0]?.id) })]);
});

test('a cursor that nobody made here, or for another search, is refused', async () => {
  const { nextCursor } = await page();
  const forged = `${nextCursor?.slice(0, -2) ?? ''}AA`;
  for (const cursor of [forged, 'abc', Buffer.from('{"pit":"x"}').toString('base64url')])
    await expect(page(cursor)).toFail(errors.cursorInvalid);
  await expect(page(nextCursor, { q: 'other' })).toFail(errors.cursorInvalid);
  await expect(page(nextCursor, { sort: 'relevance' })).toFail(errors.cursorInvalid);
  await expect(page(nextCursor, { type: 'users' })).toFail(errors.cursorInvalid);
});

test('a cursor expires when Elasticsearch has let its point in time go, and after ten minutes in any case', async () => {
  const { nextCursor } = await page();
  search.world.now = () => Date.now() + 11 * 60_000;
  await expect(page(nextCursor)).toFail(errors.cursorExpired);
  search.world.now = Date.now;
  expect(contents(await page(nextCursor))).toHaveLength(2);
  await search.client.transport.request({ method: 'DELETE', path: '/_pit', body: { id: pitIn(nextCursor) } });
  await expect(page(nextCursor)).toFail(errors.cursorExpired);
});

const pitIn = (cursor: string | null): string =>
  cursorSealer(cursorSecret).open('search', cursor ?? undefined, z.looseObject({ pit: z.string() }))?.pit ?? '';
