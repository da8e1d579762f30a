import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { state } from '@concord/contracts';
import { transaction } from '@concord/platform';
import { arriveIn } from '@concord/testkit';
import fc from 'fast-check';
import { consumers } from '../src/service.ts';
import { community, type Community } from './community.ts';

let here: Community;
let id: string;
const { reaction_counts } = state.reaction;
const { comment_counts } = state.comment;

beforeAll(async () => {
  here = await community();
  await here.people({ id: 1 });
});
afterAll(() => here.stop());
beforeEach(async () => {
  id = (await here.as(1).createPost({ body: { content: 'count me' } })).id;
});

const likes = (type: string, count: number, version: number, target_type = 'post') =>
  here.arrive(reaction_counts, [{ target_type, target_id: Number(id), type, count, version }]);
const comments = (count: number, version: number, target_type = 'post') =>
  here.arrive(comment_counts, [{ target_type, target_id: Number(id), count, version }]);
const row = () =>
  here
    .db('posts')
    .where({ id: Number(id) })
    .first('like_count', 'comment_count', 'version', 'created_at', 'updated_at') as Promise<Record<string, unknown>>;

test('a post shows the reactions of all types, and its comments', async () => {
  await likes('like', 3, 2);
  await likes('sad', 2, 2);
  await comments(7, 2);
  expect(await here.as(1).getPost({ params: { id } })).toMatchObject({ likeCount: 5, commentCount: 7 });
});

test('every other number is another version and no edit, the same number is nothing', async () => {
  const before = await row();
  await likes('like', 0, 1);
  await comments(0, 1);
  expect(await row()).toEqual(before);
  await likes('like', 1, 2);
  await comments(1, 2);
  await comments(1, 3);
  expect(await row()).toEqual({ ...before, like_count: 1, comment_count: 1, version: 3 });
});

test('what is counted of a comment with the same id is not the post’s', async () => {
  const before = await row();
  await likes('like', 9, 2, 'comment');
  await comments(9, 2, 'comment');
  expect(await row()).toEqual(before);
});

test('an edit beside it keeps the count, and a deleted post is left alone', async () => {
  await likes('like', 2, 2);
  await here.as(1).updatePost({ params: { id }, body: { content: 'other' } });
  expect(await row()).toMatchObject({ like_count: 2, version: 3 });
  await here.as(1).deletePost({ params: { id } });
  await likes('like', 5, 3);
  expect(await row()).toMatchObject({ like_count: 2, version: 5 });
});

test('counts of one post that come beside each other both count: the later one waits for the post', async () => {
  const { arriving } = await transaction(here.db, async (tx) => {
    const first = { target_type: 'post', target_id: Number(id), type: 'like', count: 1, version: 2 };
    await arriveIn(tx, consumers, reaction_counts, [first]);
    let arrived = false;
    const arriving = likes('sad', 2, 2).then(() => (arrived = true));
    for (let turn = 0; turn < 20; turn += 1) await tx.raw('SELECT 1');
    expect(arrived).toBe(false);
    return { arriving };
  });
  await arriving;
  expect(await row()).toMatchObject({ like_count: 3 });
});

const change = fc.record({
  type: fc.constantFrom('like', 'love', 'sad'),
  version: fc.integer({ min: 1, max: 6 }),
});

test('whatever order changes come in, and however often, the post shows the newest of each type', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 20 }), fc.nat({ max: 4 }), async (changes, salt) => {
      for (const table of ['reaction_counts', 'comment_counts']) await here.db(table).delete();
      await here.db('posts').update({ like_count: 0, comment_count: 0 });
      const countOf = (version: number) => (version * 7 + salt) % 5;
      for (const { type, version } of changes)
        await Promise.all([likes(type, countOf(version), version), comments(countOf(version), version)]);
      const settled = await row();
      for (const { type, version } of changes.toReversed()) await likes(type, countOf(version), version);
      expect(await row()).toEqual(settled);
      const newest = new Map<string, number>();
      for (const { type, version } of changes) newest.set(type, Math.max(version, newest.get(type) ?? 0));
      expect(settled).toMatchObject({
        like_count: [...newest.values()].reduce((sum, version) => sum + countOf(version), 0),
        comment_count: countOf(Math.max(...changes.map(({ version }) => version))),
      });
    }),
    { numRuns: 20 },
  );
});
