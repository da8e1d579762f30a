import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { findPost } from '@concord/community';
import { transaction } from '@concord/platform';
import { eventually } from '@concord/testkit';
import { rewritePass } from '../src/jobs/rewrite.ts';
import { commentCounts } from '../src/store/comment-counts.ts';
import { count } from '../src/store/counted.ts';
import { endRewrite, rewrites } from '../src/store/rewrites.ts';
import { aWhile, comment, community, isHeld, plant, planted, type Community } from './community.ts';

let here: Community;

beforeAll(async () => {
  here = await community();
});
afterAll(() => here.stop());
afterEach(async () => {
  const tables = ['comments', 'people', 'posts', 'relations', 'rewrites', 'narrowings', 'comment_counts'];
  for (const table of [...tables, 'comment_counts_pending']) await here.db(table).delete();
});

const narrowing = (kind: 'post' | 'author', id: number) =>
  here.db('narrowings').where({ kind, subject_id: id }).first('active', 'version');
const states = async (...columns: string[]) =>
  here
    .db('comments')
    .select(...columns, 'version')
    .count({ comments: '*' })
    .groupBy(...columns, 'version')
    .orderBy('version');
const widths = () => states('post_width', 'post_deleted');
const actives = () => states('author_active');
const counted = async (postId = 10) =>
  (await commentCounts.of(here.db, [{ target_type: 'post', target_id: postId }]))[0]?.count ?? 0;

/** Comments of 2 on post 10 of 1, counted. */
const written = async (number: number) => {
  await here.people({ id: 1 }, { id: 2 });
  await here.posts({ id: 10, userId: 1 });
  const all = Array.from({ length: number }, (_, index) => planted({ id: index + 1, postId: 10, userId: 2 }));
  await plant(here, all);
  await transaction(here.db, (tx) =>
    count(
      tx,
      all.map(({ postId }) => ({ postId, parentId: null })),
      1,
    ),
  );
};

test('a narrowing of a post is announced before the first comment is rewritten and taken back when all have been', async () => {
  await written(3);
  await here.posts({ id: 10, userId: 1, audience: 'friends', version: 2 });
  expect(await narrowing('post', 10)).toEqual({ active: 1, version: 1 });
  expect(await widths()).toEqual([{ post_width: 'public', post_deleted: 0, version: 1, comments: 3 }]);
  await rewrites.advanceAll(here.db, rewritePass);
  expect(await widths()).toEqual([{ post_width: 'friends', post_deleted: 0, version: 2, comments: 3 }]);
  expect(await narrowing('post', 10)).toEqual({ active: 0, version: 2 });
  expect(await here.db('rewrites')).toEqual([]);
});

test('a reach narrows as an audience does, a deletion too, and widening is no narrowing', async () => {
  await written(1);
  await here.posts({ id: 10, userId: 1, reach: 'none', version: 2 });
  await rewrites.advanceAll(here.db, rewritePass);
  expect(await widths()).toEqual([{ post_width: 'none', post_deleted: 0, version: 2, comments: 1 }]);
  await here.posts({ id: 10, userId: 1, version: 3 });
  expect(await narrowing('post', 10)).toEqual({ active: 0, version: 2 });
  await rewrites.advanceAll(here.db, rewritePass);
  await here.posts({ id: 10, userId: 1, deleted: true, version: 4 });
  expect(await narrowing('post', 10)).toEqual({ active: 1, version: 3 });
  await rewrites.advanceAll(here.db, rewritePass);
  expect(await widths()).toEqual([{ post_width: 'public', post_deleted: 1, version: 4, comments: 1 }]);
});

test('a suspension hides what its account commented and takes it from the counts, its end brings both back', async () => {
  await written(3);
  await here.people({ id: 2, status: 'suspended', version: 2 });
  expect(await narrowing('author', 2)).toEqual({ active: 1, version: 1 });
  expect(await counted()).toBe(3);
  await rewrites.advanceAll(here.db, rewritePass);
  expect(await actives()).toEqual([{ author_active: 0, version: 2, comments: 3 }]);
  expect(await counted()).toBe(0);
  expect(await narrowing('author', 2)).toEqual({ active: 0, version: 2 });
  await here.people({ id: 2, version: 3 });
  await rewrites.advanceAll(here.db, rewritePass);
  expect(await actives()).toEqual([{ author_active: 1, version: 3, comments: 3 }]);
  expect(await counted()).toBe(3);
  expect(await narrowing('author', 2)).toEqual({ active: 0, version: 2 });
});

test('what is seen again, older or changes nothing for comments rewrites nothing', async () => {
  await written(1);
  await here.people({ id: 2, version: 5 });
  await here.people({ id: 2, status: 'banned', version: 4 });
  await here.people({ id: 2, profileVisibility: 'private', version: 6 });
  await here.posts({ id: 10, userId: 1, version: 5 });
  await here.posts({ id: 10, userId: 1, deleted: true, version: 4 });
  await here.posts({ id: 10, userId: 1, version: 6 });
  expect(await here.db('rewrites')).toEqual([]);
  expect(await here.db('narrowings')).toEqual([]);
});

test('where nothing is commented there is nothing to rewrite', async () => {
  await here.people({ id: 1 });
  await here.posts({ id: 10, userId: 1 });
  await here.people({ id: 1, status: 'banned', version: 2 });
  await here.posts({ id: 10, userId: 1, deleted: true, version: 2 });
  expect(await here.db('rewrites')).toEqual([]);
  expect(await here.db('narrowings')).toEqual([]);
});

test('what is deleted is neither rewritten nor counted again', async () => {
  await written(2);
  await here.as(2).deleteComment({ params: { id: '1' } });
  await here.people({ id: 2, status: 'suspended', version: 2 });
  await rewrites.advanceAll(here.db, rewritePass);
  expect(await counted()).toBe(0);
  await here.as(2).deleteComment({ params: { id: '2' } });
  await here.people({ id: 2, version: 3 });
  await rewrites.advanceAll(here.db, rewritePass);
  expect(await counted()).toBe(0);
});

test('a rewriting that is interrupted goes on, and no comment is rewritten or counted twice', async () => {
  await written(2_500);
  await here.people({ id: 2, status: 'suspended', version: 2 });
  const [pending] = await rewrites.waiting(here.db);
  let asked = 0;
  await rewrites.advance(here.db, rewritePass, pending!, () => (asked += 1) > 1);
  expect(await actives()).toEqual([
    { author_active: 1, version: 1, comments: 1_500 },
    { author_active: 0, version: 2, comments: 1_000 },
  ]);
  expect(await counted()).toBe(1_500);
  expect(await narrowing('author', 2)).toEqual({ active: 1, version: 1 });
  await rewrites.advanceAll(here.db, rewritePass);
  expect(await actives()).toEqual([{ author_active: 0, version: 2, comments: 2_500 }]);
  expect(await counted()).toBe(0);
  expect(await narrowing('author', 2)).toEqual({ active: 0, version: 2 });
});

test('who comes late to the end of a rewriting does not end the next one', async () => {
  await written(1);
  await here.posts({ id: 10, userId: 1, audience: 'friends', version: 2 });
  const [old] = await rewrites.waiting(here.db);
  await rewrites.advanceAll(here.db, rewritePass);
  await here.posts({ id: 10, userId: 1, audience: 'private', version: 3 });
  expect(await transaction(here.db, (tx) => endRewrite(tx, old!))).toBe(false);
  expect(await narrowing('post', 10)).toEqual({ active: 1, version: 3 });
  await rewrites.advanceAll(here.db, rewritePass);
  expect(await narrowing('post', 10)).toEqual({ active: 0, version: 4 });
});

test('copies that are filled anew rewrite what comments carry', async () => {
  await written(1);
  for (const table of ['people', 'posts']) await here.db(table).delete();
  await here.people({ id: 1 }, { id: 2, status: 'banned', version: 9 });
  await here.posts({ id: 10, userId: 1, audience: 'private', version: 9 });
  expect(await narrowing('author', 2)).toEqual({ active: 1, version: 1 });
  expect(await narrowing('post', 10)).toEqual({ active: 1, version: 1 });
  await rewrites.advanceAll(here.db, rewritePass);
  expect(await states('author_active', 'post_width')).toEqual([
    { author_active: 0, post_width: 'private', version: 3, comments: 1 },
  ]);
});

test('who writes holds their profile and the post: a change waits for them, and then their comment is rewritten', async () => {
  await written(1);
  const arrived: string[] = [];
  const { all } = await transaction(here.db, async (tx) => {
    // The reply gets as far as its parent.
    await tx('comments').where({ id: 1 }).forUpdate().first('id');
    const writing = comment(here, 2, 10, 'reply', '1');
    await eventually(() => isHeld(here, 'people', 2));
    await eventually(() => isHeld(here, 'posts', 10));
    const changing = [
      here.people({ id: 2, status: 'banned', version: 2 }).then(() => arrived.push('people')),
      here.posts({ id: 10, userId: 1, audience: 'private', version: 2 }).then(() => arrived.push('posts')),
    ];
    await aWhile(tx);
    expect(arrived).toEqual([]);
    return { all: Promise.all([writing, ...changing]) };
  });
  await all;
  await rewrites.advanceAll(here.db, rewritePass);
  expect(await states('author_active', 'post_width')).toEqual([
    { author_active: 0, post_width: 'private', version: 3, comments: 2 },
  ]);
});

test('whatever is written while posts and accounts change, no comment outlives a change', async () => {
  const audiences = ['public', 'private', 'friends', 'followers'] as const;
  const accounts = ['active', 'suspended', 'active', 'banned'] as const;
  await written(0);
  await here.relation(2, 1, { friend: true });
  for (let round = 0; round < 5; round += 1) {
    const version = (index: number) => round * 4 + index + 2;
    await Promise.all([
      ...Array.from({ length: 6 }, () => comment(here, 2, 10, 'hello').catch(() => null)),
      ...Array.from({ length: 2 }, () => comment(here, 1, 10, 'own')),
      ...audiences.map((audience, index) => here.posts({ id: 10, userId: 1, audience, version: version(index) })),
      ...accounts.map((status, index) => here.people({ id: 2, status, version: version(index) })),
      rewrites.advanceAll(here.db, rewritePass),
    ]);
  }
  await rewrites.advanceAll(here.db, rewritePass);
  const post = await findPost(here.db, 10);
  expect(await here.db('comments').distinct('post_width').pluck('post_width')).toEqual([post?.audience]);
  const [wrong] = (await here.db.raw(
    `SELECT c.id FROM comments AS c JOIN people AS a ON a.id = c.user_id WHERE c.author_active <> (a.status = 'active')`,
  )) as [unknown[]];
  expect(wrong).toEqual([]);
  const active = await here.db('comments').where({ author_active: 1 }).count({ n: '*' }).first();
  expect(await counted()).toBe(Number(active?.['n']));
  expect(await here.db('rewrites')).toEqual([]);
  expect(await here.db('narrowings').where({ active: 1 })).toEqual([]);
});
