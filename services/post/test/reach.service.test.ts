import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { reachOf } from '@concord/audience';
import { holdPerson } from '@concord/community';
import { transaction } from '@concord/platform';
import { reachPass } from '../src/jobs/rewrite-reach.ts';
import { draft } from '../src/domain/post.ts';
import { insertPost } from '../src/store/posts.ts';
import { endRewrite, rewrites } from '../src/store/reach-changes.ts';
import { community, person, type Community } from './community.ts';

let here: Community;

beforeAll(async () => {
  here = await community();
});
afterAll(() => here.stop());
afterEach(async () => {
  for (const table of ['posts', 'people', 'reach_changes', 'narrowings']) await here.db(table).delete();
});

const narrowing = () => here.db('narrowings').where({ user_id: 1 }).first('active', 'version');
const reaches = async () =>
  here
    .db('posts')
    .where({ user_id: 1 })
    .select('reach', 'version')
    .count({ posts: '*' })
    .groupBy('reach', 'version')
    .orderBy('version');
const write = async (count: number, reach: 'public' | 'private' = 'public') => {
  const at = new Date();
  const rows = Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    user_id: 1,
    content: 'a post',
    media: '[]',
    audience: 'public',
    reach,
    tags: '[]',
    mentions: '[]',
    created_at: at,
    updated_at: at,
    version: 1,
  }));
  await here.db.batchInsert('posts', rows, 1_000);
};

test('a narrowing is announced before the first post is rewritten and taken back when all have been', async () => {
  await here.people({ id: 1 });
  await write(3);
  await here.people({ id: 1, profileVisibility: 'friends', version: 2 });
  expect(await narrowing()).toEqual({ active: 1, version: 1 });
  expect(await reaches()).toEqual([{ reach: 'public', version: 1, posts: 3 }]);

  await rewrites.advanceAll(here.db, reachPass);
  expect(await reaches()).toEqual([{ reach: 'friends', version: 2, posts: 3 }]);
  expect(await narrowing()).toEqual({ active: 0, version: 2 });
  expect(await here.db('reach_changes')).toEqual([]);
});

test('a suspension narrows to nobody, and lifting it is no narrowing', async () => {
  await here.people({ id: 1 });
  await write(1);
  await here.people({ id: 1, status: 'suspended', version: 2 });
  await rewrites.advanceAll(here.db, reachPass);
  expect(await reaches()).toEqual([{ reach: 'none', version: 2, posts: 1 }]);
  await here.people({ id: 1, version: 3 });
  await rewrites.advanceAll(here.db, reachPass);
  expect(await reaches()).toEqual([{ reach: 'public', version: 3, posts: 1 }]);
  expect(await narrowing()).toEqual({ active: 0, version: 2 });
});

test('a profile seen again, an older one and one with the same reach change nothing', async () => {
  await here.people({ id: 1, version: 5 });
  await write(1);
  await here.people({ id: 1, version: 5 });
  await here.people({ id: 1, profileVisibility: 'private', version: 4 });
  await here.people({ id: 1, displayName: 'Other', version: 6 });
  await rewrites.advanceAll(here.db, reachPass);
  expect(await reaches()).toEqual([{ reach: 'public', version: 1, posts: 1 }]);
  expect(await narrowing()).toBeUndefined();
});

test('of who has not written anything there is nothing to rewrite', async () => {
  await here.people({ id: 1 });
  await here.people({ id: 1, profileVisibility: 'private', version: 2 });
  expect(await here.db('reach_changes')).toEqual([]);
  expect(await narrowing()).toBeUndefined();
});

test('a rewriting that is interrupted goes on, and no post is rewritten twice', async () => {
  await here.people({ id: 1 });
  await write(2_500);
  await here.people({ id: 1, profileVisibility: 'private', version: 2 });
  const [pending] = await rewrites.waiting(here.db);
  let asked = 0;
  await rewrites.advance(here.db, reachPass, pending!, () => (asked += 1) > 1);
  expect(await reaches()).toEqual([
    { reach: 'public', version: 1, posts: 1_500 },
    { reach: 'private', version: 2, posts: 1_000 },
  ]);
  expect(await narrowing()).toEqual({ active: 1, version: 1 });
  await rewrites.advanceAll(here.db, reachPass);
  expect(await reaches()).toEqual([{ reach: 'private', version: 2, posts: 2_500 }]);
  expect(await narrowing()).toEqual({ active: 0, version: 2 });
});

test('the newest profile wins, and a narrowing does not end before the posts carry it', async () => {
  await here.people({ id: 1 });
  await write(1_500);
  await here.people({ id: 1, profileVisibility: 'friends', version: 2 });
  const [old] = await rewrites.waiting(here.db);
  let asked = 0;
  await rewrites.advance(here.db, reachPass, old!, () => (asked += 1) > 1);
  await here.people({ id: 1, profileVisibility: 'private', version: 3 });
  await transaction(here.db, (tx) => endRewrite(tx, old!));
  expect(await narrowing()).toEqual({ active: 1, version: 1 });
  await rewrites.advanceAll(here.db, reachPass);
  expect(await reaches()).toEqual([
    { reach: 'private', version: 2, posts: 500 },
    { reach: 'private', version: 3, posts: 1_000 },
  ]);
  expect(await narrowing()).toEqual({ active: 0, version: 2 });
});

test('a process that dies between the last post and the end leaves the narrowing active, and another one ends it', async () => {
  await here.people({ id: 1 });
  await write(1);
  await here.people({ id: 1, profileVisibility: 'private', version: 2 });
  const [pending] = await rewrites.waiting(here.db);
  let asked = 0;
  await rewrites.advance(here.db, reachPass, pending!, () => (asked += 1) > 1);
  expect(await reaches()).toEqual([{ reach: 'private', version: 2, posts: 1 }]);
  expect(await narrowing()).toEqual({ active: 1, version: 1 });
  await rewrites.advanceAll(here.db, reachPass);
  expect(await reaches()).toEqual([{ reach: 'private', version: 2, posts: 1 }]);
  expect(await narrowing()).toEqual({ active: 0, version: 2 });
});

test('who comes late to the end of a rewriting does not end the next one', async () => {
  await here.people({ id: 1 });
  await write(1);
  await here.people({ id: 1, profileVisibility: 'friends', version: 2 });
  const [old] = await rewrites.waiting(here.db);
  await rewrites.advanceAll(here.db, reachPass);
  await here.people({ id: 1, profileVisibility: 'private', version: 3 });
  expect(await transaction(here.db, (tx) => endRewrite(tx, old!))).toBe(false);
  expect(await narrowing()).toEqual({ active: 1, version: 3 });
  await rewrites.advanceAll(here.db, reachPass);
  expect(await reaches()).toEqual([{ reach: 'private', version: 3, posts: 1 }]);
  expect(await narrowing()).toEqual({ active: 0, version: 4 });
});

test('widening while a narrowing runs does not end it early', async () => {
  await here.people({ id: 1 });
  await write(1);
  await here.people({ id: 1, profileVisibility: 'private', version: 2 });
  await here.people({ id: 1, profileVisibility: 'followers', version: 3 });
  expect(await narrowing()).toEqual({ active: 1, version: 1 });
  await rewrites.advanceAll(here.db, reachPass);
  expect(await reaches()).toEqual([{ reach: 'followers', version: 2, posts: 1 }]);
});

test('a copy that is filled anew rewrites what posts carry', async () => {
  await write(2);
  await here.people({ id: 1, profileVisibility: 'private', version: 9 });
  expect(await narrowing()).toEqual({ active: 1, version: 1 });
  await rewrites.advanceAll(here.db, reachPass);
  expect(await reaches()).toEqual([{ reach: 'private', version: 2, posts: 2 }]);
});

test('a profile that arrives while its author writes waits for the post, and then the post is rewritten', async () => {
  await here.people({ id: 1 });
  let arrived = false;
  const { arriving } = await transaction(here.db, async (tx) => {
    const author = await holdPerson(tx, 1);
    const arriving = here.people({ id: 1, profileVisibility: 'private', version: 2 }).then(() => {
      arrived = true;
    });
    for (let turn = 0; turn < 20; turn += 1) await tx.raw('SELECT 1');
    expect(arrived).toBe(false);
    const body = { content: 'hello', audience: 'public', tags: [], location: null } as const;
    const post = draft({
      id: 7,
      userId: 1,
      reach: reachOf(author!),
      mentions: [],
      at: new Date(),
      body: { ...body, tags: [] },
    });
    await insertPost(tx, post);
    return { arriving };
  });
  await arriving;
  expect(await narrowing()).toEqual({ active: 1, version: 1 });
  await rewrites.advanceAll(here.db, reachPass);
  expect(await reaches()).toEqual([{ reach: 'private', version: 2, posts: 1 }]);
});

test('whatever is written while a profile changes twenty times, no post keeps another reach than its author’s', async () => {
  const visibilities = ['public', 'private', 'friends', 'followers'] as const;
  await here.people({ id: 1 });
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([
      ...Array.from({ length: 4 }, () => here.as(1).createPost({ body: { content: 'hello' } })),
      ...visibilities.map((profileVisibility, index) =>
        here.people({ id: 1, profileVisibility, version: round * 4 + index + 2 }),
      ),
      rewrites.advanceAll(here.db, reachPass),
    ]);
  }
  await rewrites.advanceAll(here.db, reachPass);
  const visibility: unknown = await here.db('people').where({ id: 1 }).pluck('profile_visibility');
  expect(await here.db('posts').where({ user_id: 1 }).distinct('reach').pluck('reach')).toEqual(visibility);
  expect(await here.db('posts').where({ user_id: 1 })).toHaveLength(20);
  expect(await here.db('reach_changes')).toEqual([]);
  expect(await here.db('narrowings').where({ active: 1 })).toEqual([]);
});

test('a purged profile leaves a deleted account behind', async () => {
  await here.people({ id: 1 });
  await write(1);
  await here.people({ ...person({ id: 1 }), status: 'deleted', version: 2 });
  await rewrites.advanceAll(here.db, reachPass);
  expect(await reaches()).toEqual([{ reach: 'none', version: 2, posts: 1 }]);
  await expect(here.as(null).getPost({ params: { id: '1' } })).rejects.toMatchObject({ code: 'not_found' });
});
