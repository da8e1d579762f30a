import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { pages } from '@concord/client';
import { errors, type Id } from '@concord/contracts';
import { lookedThrough } from '@concord/community';
import { community, person, type Community } from './community.ts';

let here: Community;
const audiences = ['public', 'followers', 'friends', 'private'] as const;

/** 1 writes; 2 follows, 3 is a friend, 4 is a stranger, 5 is blocked; 6 is suspended. */
beforeAll(async () => {
  here = await community();
  await here.people({ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }, { id: 5 }, { id: 6 });
  await here.relation(2, 1, { follows: true });
  await here.relation(3, 1, { friend: true });
  await here.relation(5, 1, { blockedBy: true });
  for (let round = 1; round <= 3; round += 1)
    for (const audience of audiences)
      await here.as(1).createPost({ body: { content: `${audience} ${round}`, audience } });
  await here.people({ id: 6, status: 'suspended', version: 2 });
});
afterAll(() => here.stop());
afterEach(() => {
  here.copiesAge = 0;
  here.owners.answers = true;
});

const contents = async (viewer: Id | null, limit = '100') => {
  const { items } = await here.as(viewer).listPosts({ params: { id: '1' }, query: { limit } });
  return items.map((post) => post.content);
};
const of = (...seen: string[]) => [3, 2, 1].flatMap((round) => seen.map((audience) => `${audience} ${round}`));

test('of a blocked, suspended or unknown person there is no list', async () => {
  await expect(here.as(5).listPosts({ params: { id: '1' } })).toFail(errors.notFound);
  await expect(here.as(1).listPosts({ params: { id: '6' } })).toFail(errors.notFound);
  await expect(here.as(1).listPosts({ params: { id: '99' } })).toFail(errors.notFound);
});

test.each([
  [null, of('public')],
  [4, of('public')],
  [2, of('followers', 'public')],
  [3, of('friends', 'followers', 'public')],
  [1, of('private', 'friends', 'followers', 'public')],
])('%s sees exactly what they may, newest first', async (viewer, expected) => {
  expect(await contents(viewer)).toEqual(expected);
});

test('pages neither repeat nor leave out, whatever is written or deleted meanwhile', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await here
      .as(2)
      .listPosts({ params: { id: '1' }, query: { limit: '2', ...(cursor !== undefined && { cursor }) } });
    seen.push(...page.items.map((post) => post.content));
    const { id } = await here.as(1).createPost({ body: { content: 'meanwhile' } });
    await here.as(1).deletePost({ params: { id } });
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(of('followers', 'public'));
});

test('a cursor works in its own list only', async () => {
  const { nextCursor } = await here.as(2).listPosts({ params: { id: '1' }, query: { limit: '1' } });
  const cursor = nextCursor ?? '';
  await expect(here.as(2).listPosts({ params: { id: '2' }, query: { cursor } })).toFail(errors.cursorInvalid);
  await expect(here.as(2).getFeed({ query: { cursor } })).toFail(errors.cursorInvalid);
  await expect(here.as(2).listPosts({ params: { id: '1' }, query: { cursor: 'forged' } })).toFail(errors.cursorInvalid);
});

test('with old copies there is no list, for anyone', async () => {
  here.copiesAge = 10_500;
  for (const viewer of [null, 2, 4])
    await expect(here.as(viewer).listPosts({ params: { id: '1' } })).toFail(errors.stale);
});

test('somebody who has just signed up has an empty list, also before they have arrived', async () => {
  here.owners.profiles.set(50, person({ id: 50 }));
  expect(await here.as(4).listPosts({ params: { id: '50' } })).toEqual({ items: [], nextCursor: null });
  here.owners.answers = false;
  await expect(here.as(4).listPosts({ params: { id: '50' } })).toFail(errors.unavailable);
});

test('a page looks through so many and no more, and goes on where it ended, also when it shows nothing', async () => {
  await here.people({ id: 41 });
  const at = new Date();
  const row = (id: number, audience: string) => ({
    ...{ id, user_id: 41, content: `post ${id}`, media: '[]', tags: '[]', mentions: '[]', audience, reach: 'public' },
    ...{ created_at: at, updated_at: at, version: 1 },
  });
  const hidden = Array.from({ length: lookedThrough }, (_, index) => row(2_000 + index, 'friends'));
  await here.db.batchInsert('posts', [row(1_000, 'public'), ...hidden, row(9_000, 'public')], 500);
  const page = async (cursor: string | null) => {
    const query = cursor === null ? {} : { cursor };
    const { items, nextCursor } = await here.as(4).listPosts({ params: { id: '41' }, query });
    return { ids: items.map(({ id }) => id), nextCursor };
  };
  const first = await page(null);
  expect(first).toEqual({ ids: ['9000'], nextCursor: expect.any(String) });
  expect(await page(first.nextCursor)).toEqual({ ids: ['1000'], nextCursor: null });
});

test('the client can walk through all pages', async () => {
  const all: string[] = [];
  for await (const { items } of pages(here.as(3).listPosts, { params: { id: '1' }, query: { limit: '4' } }))
    all.push(...items.map((post) => post.content));
  expect(all).toEqual(of('friends', 'followers', 'public'));
});
