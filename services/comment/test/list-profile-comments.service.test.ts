import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { errors, type Id } from '@concord/contracts';
import { lookedThrough } from '@concord/community';
import { comment, community, person, plant, planted, type Community } from './community.ts';

let here: Community;
const audiences = ['public', 'followers', 'friends', 'private'] as const;

/** 1 writes posts and 2, their friend, comments; 3 follows 1, 4 is a stranger, 5 is blocked by 1, 6 by 2; 7 is suspended. */
beforeAll(async () => {
  here = await community();
  await here.people(...[1, 2, 3, 4, 5, 6, 7].map((id) => ({ id })));
  await here.relation(2, 1, { friend: true });
  await here.relation(3, 1, { follows: true });
  await here.relation(5, 1, { blockedBy: true });
  await here.relation(6, 2, { blockedBy: true });
  for (const [index, audience] of audiences.entries()) {
    await here.posts({ id: 10 + index, userId: 1, audience: 'public' });
    await comment(here, 2, 10 + index, audience);
    await here.posts({ id: 10 + index, userId: 1, audience, version: 2 });
  }
  await here.posts({ id: 20, userId: 1 });
  await comment(here, 2, 20, 'under a deleted post');
  await here.posts({ id: 20, userId: 1, deleted: true, version: 2 });
  await here.posts({ id: 21, userId: 2, audience: 'private' });
  await comment(here, 2, 21, 'own post');
  await here.people({ id: 7, status: 'suspended', version: 2 });
});
afterAll(() => here.stop());
afterEach(() => {
  here.copiesAge = 0;
});

const contents = async (viewer: Id | null, id = '2') =>
  (await here.as(viewer).listProfileComments({ params: { id }, query: { limit: '100' } })).items.map(
    ({ content }) => content,
  );

test('of a blocked, suspended or unknown person there is no list', async () => {
  await expect(contents(6)).toFail(errors.notFound);
  await expect(contents(1, '7')).toFail(errors.notFound);
  await expect(contents(1, '99')).toFail(errors.notFound);
});

test('with old copies there is no list, for anyone', async () => {
  here.copiesAge = 10_500;
  for (const viewer of [null, 1, 2]) await expect(contents(viewer)).toFail(errors.stale);
});

test.each([
  [null, ['public']],
  [4, ['public']],
  [5, []],
  [3, ['followers', 'public']],
  [2, ['own post', 'friends', 'followers', 'public']],
  [1, ['private', 'friends', 'followers', 'public']],
])('%s sees what stands under posts that they may see too, newest first', async (viewer, expected) => {
  expect(await contents(viewer)).toEqual(expected);
});

test('what is deleted is not in it, also where its place is left', async () => {
  await here.posts({ id: 30, userId: 1 });
  await here.people({ id: 40 });
  const id = await comment(here, 40, 30, 'deleted');
  await comment(here, 2, 30, 'reply', id);
  const reply = await comment(here, 40, 30, 'a reply', await comment(here, 2, 30, 'other'));
  await here.as(40).deleteComment({ params: { id } });
  const { items } = await here.as(4).listProfileComments({ params: { id: '40' } });
  expect(items).toMatchObject([{ id: reply, content: 'a reply', depth: 2, postId: '30' }]);
});

test('pages are full, neither repeat nor leave out, and have cursors of their own', async () => {
  const seen: unknown[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: '2', ...(cursor !== undefined && { cursor }) };
    const page = await here.as(1).listProfileComments({ params: { id: '2' }, query });
    expect(page.items).toHaveLength(2);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
    if (cursor !== undefined)
      await expect(here.as(1).listProfileComments({ params: { id: '1' }, query: { cursor } })).toFail(
        errors.cursorInvalid,
      );
  } while (cursor !== undefined && seen.length < 6);
  expect(new Set(seen).size).toBe(seen.length);
});

test('a page looks through so many and no more, and goes on where it ended, also when it shows nothing', async () => {
  await here.people({ id: 41 });
  await here.posts({ id: 31, userId: 1 }, { id: 32, userId: 1, audience: 'private' });
  const by41 = { userId: 41 };
  const hidden = Array.from({ length: lookedThrough }, (_, index) =>
    planted({ id: 2_000 + index, postId: 32, ...by41 }),
  );
  await plant(here, [
    planted({ id: 1_000, postId: 31, ...by41 }),
    ...hidden,
    planted({ id: 9_000, postId: 31, ...by41 }),
  ]);
  const page = async (cursor: string | null) => {
    const query = cursor === null ? {} : { cursor };
    const { items, nextCursor } = await here.as(4).listProfileComments({ params: { id: '41' }, query });
    return { ids: items.map(({ id }) => id), nextCursor };
  };
  const first = await page(null);
  expect(first).toEqual({ ids: ['9000'], nextCursor: expect.any(String) });
  expect(await page(first.nextCursor)).toEqual({ ids: ['1000'], nextCursor: null });
});

test('somebody who has just signed up has an empty list, also before they have arrived', async () => {
  here.owners.profiles.set(50, person({ id: 50 }));
  expect(await contents(4, '50')).toEqual([]);
});
