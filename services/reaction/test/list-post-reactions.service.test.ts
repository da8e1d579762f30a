import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import { reactionsQuery } from '../src/read/reactions-to.ts';
import { reactions, type Reactions } from './reactions.ts';

let here: Reactions;
const params = { id: '100' };

beforeAll(async () => {
  here = await reactions();
  await here.people(...[1, 2, 3, 4, 5, 6, 7].map((id) => ({ id })));
  await here.relation(7, 3, { blocks: true });
  await here.posts({ id: 100, userId: 1 }, { id: 101, userId: 1, audience: 'followers' });
  for (const id of [2, 3, 4, 5, 6]) await here.as(id).reactToPost({ params: { ...params, type: 'like' } });
  await here.as(2).reactToPost({ params: { ...params, type: 'love' } });
  await here.people({ id: 4, status: 'suspended', version: 2 });
});
afterAll(() => here.stop());

const names = async (viewer: number | null, query = {}) =>
  (await here.as(viewer).listPostReactions({ params, query })).items.map(({ person, type }) => `${person.id} ${type}`);

test('who may not see the post is told nothing of who reacted', async () => {
  for (const viewer of [null, 2])
    await expect(here.as(viewer).listPostReactions({ params: { id: '101' } })).toFail(errors.notFound);
});

test('with copies too old to tell whom the viewer may know of, nothing is shown', async () => {
  here.copiesAge = 10_500;
  await expect(here.as(2).listPostReactions({ params })).toFail(errors.stale);
  here.copiesAge = 0;
});

test('newest first, without those whose card the viewer may not see', async () => {
  expect(await names(null)).toEqual(['2 love', '6 like', '5 like', '3 like', '2 like']);
  expect(await names(7)).toEqual(['2 love', '6 like', '5 like', '2 like']);
  expect(await names(4)).toEqual(['2 love', '6 like', '5 like', '4 like', '3 like', '2 like']);
});

test('shows the card, the type and when', async () => {
  const [first] = (await here.as(null).listPostReactions({ params })).items;
  expect(first).toEqual({
    person: { id: '2', username: 'person_2', displayName: 'Person 2', avatarUrl: null },
    type: 'love',
    at: expect.stringMatching(/Z$/),
  });
});

test('by type', async () => {
  expect(await names(null, { type: 'love' })).toEqual(['2 love']);
  expect(await names(null, { type: 'sad' })).toEqual([]);
});

test('page after page everybody once; a cursor belongs to its list', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await here
      .as(7)
      .listPostReactions({ params, query: { limit: '1', type: 'like', ...(cursor && { cursor }) } });
    seen.push(...page.items.map(({ person }) => person.id));
    cursor = page.nextCursor ?? undefined;
    if (cursor !== undefined)
      await expect(here.as(7).listPostReactions({ params, query: { cursor } })).toFail(errors.cursorInvalid);
  } while (cursor !== undefined);
  expect(seen).toEqual(['6', '5', '2']);
});

test.each([
  [undefined, 'reactions_by_time'],
  ['like', 'reactions_by_type'],
])('reads its slice backwards from an index (type %s)', async (type, index) => {
  const target = { target_type: 'post', target_id: 100 } as const;
  const query = reactionsQuery(here.db, 7, target, { type, before: undefined, limit: 3 }).toQuery();
  const [[row]] = (await here.db.raw(`EXPLAIN FORMAT=TREE ${query}`)) as [[{ EXPLAIN: string }]];
  expect(row.EXPLAIN).toMatch(new RegExp(`(range scan|lookup) on x using ${index}.*\\(reverse\\)`));
  expect(row.EXPLAIN).not.toMatch(/Sort|Table scan on x/);
});
