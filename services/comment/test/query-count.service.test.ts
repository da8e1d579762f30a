import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { comment, community, nested, plant, planted, type Community } from './community.ts';

let here: Community;

/** Post 10: 30 branches, one of them 200 levels deep; all mention somebody. */
beforeAll(async () => {
  here = await community();
  await here.people({ id: 1 }, { id: 2 });
  await here.posts({ id: 10, userId: 1 });
  const deep = nested(Array.from({ length: 200 }, (_, index) => planted({ id: index + 1 })));
  const wide = Array.from({ length: 30 }, (_, index) => planted({ id: 1_000 + index }));
  const replies = wide.map((parent) => planted({ id: 2_000 + parent.id, parent }));
  await plant(here, [...deep, ...wide, ...replies]);
  await here.db('comments').update({ mentions: '[2]' });
});
afterAll(() => here.stop());

const queriesOf = async (work: () => Promise<unknown>): Promise<number> => {
  let queries = 0;
  const seen = () => (queries += 1);
  here.db.on('query', seen);
  await work();
  here.db.removeListener('query', seen);
  return queries;
};

test('a page of the first level takes as many queries however long it is and whatever stands under it', async () => {
  const page = (limit: string, sort: 'top' | 'old') => () =>
    here.as(2).listComments({ params: { id: '10' }, query: { limit, sort } });
  const one = await queriesOf(page('1', 'old'));
  expect(one).toBeLessThanOrEqual(10);
  expect(await queriesOf(page('30', 'old'))).toBe(one);
  expect(await queriesOf(page('30', 'top'))).toBe(one);
});

test('a page of a branch takes as many queries however long and deep it is', async () => {
  const page = (id: string, limit: string) => () => here.as(2).listReplies({ params: { id }, query: { limit } });
  const one = await queriesOf(page('1000', '1'));
  expect(one).toBeLessThanOrEqual(10);
  expect(await queriesOf(page('1', '100'))).toBe(one);
  expect(await queriesOf(page('150', '40'))).toBe(one);
  const { nextCursor } = await here.as(2).listReplies({ params: { id: '1' }, query: { limit: '100' } });
  const query = { limit: '50', cursor: nextCursor ?? '' };
  // The place where the page before ended is looked up.
  expect(await queriesOf(() => here.as(2).listReplies({ params: { id: '1' }, query }))).toBe(one + 1);
});

test('a page of what somebody commented takes as many queries however long it is', async () => {
  const page = (limit: string) => () => here.as(2).listProfileComments({ params: { id: '1' }, query: { limit } });
  expect(await queriesOf(page('1'))).toBe(await queriesOf(page('100')));
});

test('a reply takes as many queries however deep it stands', async () => {
  const under = (parent: string) => () => comment(here, 2, 10, 'hello', parent);
  expect(await queriesOf(under('1'))).toBe(await queriesOf(under('200')));
});
