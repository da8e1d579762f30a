import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contract } from '@concord/contracts';
import { reactions, type Reactions } from './reactions.ts';

let here: Reactions;

beforeAll(async () => {
  here = await reactions();
  await here.people({ id: 1 }, { id: 2 }, { id: 3 });
  await here.posts({ id: 100, userId: 1 }, { id: 101, userId: 1 });
  await here.comments({ id: 100, postId: 100, userId: 1 });
  await here.as(2).reactToPost({ params: { id: '100', type: 'like' } });
  await here.settled();
  await here.as(3).reactToPost({ params: { id: '100', type: 'like' } });
  await here.as(3).reactToPost({ params: { id: '100', type: 'sad' } });
  await here.as(3).reactToComment({ params: { id: '100', type: 'love' } });
  await here.as(3).reactToPost({ params: { id: '101', type: 'like' } });
  await here.as(3).removePostReaction({ params: { id: '101', type: 'like' } });
});
afterAll(() => here.stop());

const summaries = (viewer: string | null) =>
  here.internal.summarizeReactions({ body: { viewer, posts: ['101', '100', '102'], comments: ['100'] } });

test('is not for accounts', async () => {
  for (const account of [null, 2]) {
    const body = { viewer: null, posts: [], comments: [] };
    await expect(here.as(account).raw(contract.reaction.summarizeReactions, { body })).rejects.toThrow('answered 404');
  }
});

test('no more than 200 of a kind', async () => {
  const posts = Array.from({ length: 201 }, (_, index) => String(index + 1));
  await expect(here.internal.summarizeReactions({ body: { viewer: null, posts, comments: [] } })).rejects.toMatchObject(
    {
      status: 400,
    },
  );
});

test('counts what is committed, settled or not, and tells a viewer their own', async () => {
  const nothing = { counts: {}, mine: [] };
  expect(await summaries('3')).toEqual({
    posts: [
      { id: '101', reactions: nothing },
      { id: '100', reactions: { counts: { like: 2, sad: 1 }, mine: ['like', 'sad'] } },
      { id: '102', reactions: nothing },
    ],
    comments: [{ id: '100', reactions: { counts: { love: 1 }, mine: ['love'] } }],
  });
  expect(await summaries(null)).toMatchObject({
    posts: [{}, { reactions: { counts: { like: 2, sad: 1 }, mine: [] } }, {}],
  });
});

test('a suspended account’s reactions do not count, and are still its own', async () => {
  await here.people({ id: 3, status: 'suspended', version: 2 });
  await here.settled();
  expect((await summaries('3')).posts[1]).toEqual({
    id: '100',
    reactions: { counts: { like: 1 }, mine: ['like', 'sad'] },
  });
});

test('asks the database as often for four hundred as for one', async () => {
  const ids = Array.from({ length: 200 }, (_, index) => String(index + 1));
  const queries: string[] = [];
  const note = ({ sql }: { sql: string }) => queries.push(sql);
  here.db.on('query', note);
  await here.internal.summarizeReactions({ body: { viewer: '3', posts: ['100'], comments: [] } });
  const forOne = queries.splice(0).length;
  const summary = await here.internal.summarizeReactions({ body: { viewer: '3', posts: ids, comments: ids } });
  here.db.removeListener('query', note);
  expect([forOne, queries.length]).toEqual([2, 2]);
  expect(summary.posts[99]).toMatchObject({ id: '100', reactions: { mine: ['like', 'sad'] } });
});
