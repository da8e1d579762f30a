import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { canSee, isMuted, stranger, type Relation } from '@concord/audience';
import { errors, type Audience, type Id } from '@concord/contracts';
import { transaction } from '@concord/platform';
import fc from 'fast-check';
import type { AuthoredRow } from '../src/read/authored-rows.ts';
import { amongNewest, feed, perFollowee, type Query } from '../src/read/feed.ts';
import { community, person, type Community } from './community.ts';

let here: Community;

beforeAll(async () => {
  here = await community();
});
afterAll(() => here.stop());
afterEach(async () => {
  here.copiesAge = 0;
  for (const table of ['posts', 'people', 'relations', 'reach_changes', 'narrowings']) await here.db(table).delete();
});

const newestFirst = async (viewer: Id) => (await here.as(viewer).getFeed()).items.map((post) => post.content);

test('needs an account', async () => {
  await expect(here.as(null).getFeed()).toFail(errors.unauthenticated);
});

test('with old copies there is no feed', async () => {
  here.copiesAge = 10_500;
  await expect(here.as(1).getFeed()).toFail(errors.stale);
  here.copiesAge = null;
  await expect(here.as(1).getFeed()).toFail(errors.stale);
});

test('shows what I, my followees and my friends wrote, and nobody else', async () => {
  await here.people({ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }, { id: 5 });
  await here.relation(1, 2, { follows: true });
  await here.relation(1, 3, { friend: true });
  await here.relation(1, 5, { follows: true, mutes: true });
  for (const id of [1, 2, 3, 4, 5]) await here.as(id).createPost({ body: { content: `by ${id}` } });
  expect(await newestFirst(1)).toEqual(['by 3', 'by 2', 'by 1']);
  expect(await newestFirst(4)).toEqual(['by 4']);
});

test('a block, a suspension and a narrower profile act at once on what was written', async () => {
  await here.people({ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 });
  for (const author of [2, 3, 4]) await here.relation(1, author, { follows: true });
  for (const id of [2, 3, 4]) await here.as(id).createPost({ body: { content: `by ${id}` } });
  expect(await newestFirst(1)).toEqual(['by 4', 'by 3', 'by 2']);
  await here.relation(1, 2, { blockedBy: true }, 2);
  await here.people({ id: 3, status: 'banned', version: 2 }, { id: 4, profileVisibility: 'friends', version: 2 });
  expect(await newestFirst(1)).toEqual([]);
});

interface World {
  readonly authors: readonly { status: 'active' | 'suspended'; profileVisibility: Audience; relation: Relation }[];
  readonly posts: readonly { author: number; audience: Audience; deleted: boolean; published: boolean }[];
}

const audience = fc.constantFrom<Audience>('public', 'followers', 'friends', 'private');
const flags = fc.record({
  follows: fc.boolean(),
  friend: fc.boolean(),
  blocks: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.boolean()),
  blockedBy: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.boolean()),
  mutes: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.boolean()),
});
const rarely = fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0);
const worlds: fc.Arbitrary<World> = fc.record({
  authors: fc.array(
    fc.record({
      status: fc.oneof({ weight: 5, arbitrary: fc.constant('active' as const) }, fc.constant('suspended' as const)),
      profileVisibility: fc.oneof({ weight: 3, arbitrary: fc.constant('public' as const) }, audience),
      relation: flags,
    }),
    { minLength: 1, maxLength: 8 },
  ),
  posts: fc.array(fc.record({ author: fc.nat(8), audience, deleted: rarely, published: rarely.map((not) => !not) }), {
    maxLength: 60,
  }),
});

/** The viewer is author 0, whom nobody can be anything to. Ids of authors are 1 and up, those of posts as well. */
const store = (world: World) =>
  transaction(here.db, async (tx) => {
    for (const table of ['posts', 'people', 'relations']) await tx(table).delete();
    await tx('people').insert(
      world.authors.map(({ status, profileVisibility }, index) => ({
        id: index + 1,
        username: `person_${index}`,
        display_name: '',
        status,
        profile_visibility: profileVisibility,
        version: 1,
      })),
    );
    const relations = world.authors.map(({ relation: { blockedBy, ...flags } }, index) => ({
      viewer_id: 1,
      author_id: index + 1,
      ...flags,
      blocked_by: blockedBy,
      version: 1,
    }));
    if (relations.length > 1) await tx('relations').insert(relations.slice(1));
    if (world.posts.length > 0) await tx('posts').insert(world.posts.map((post, index) => rowOf(world, post, index)));
  });

const rowOf = (
  { authors }: World,
  { author, audience, published, deleted }: World['posts'][number],
  index: number,
) => ({
  ...row(index + 1, (author % authors.length) + 1),
  audience,
  is_published: published,
  deleted_at: deleted ? new Date() : null,
});

const row = (id: Id, user: Id) => ({
  id,
  user_id: user,
  content: `${id}`,
  media: '[]',
  audience: 'public',
  reach: 'public',
  tags: '[]',
  mentions: '[]',
  created_at: new Date(),
  updated_at: new Date(),
  version: 1,
});

const expected = ({ authors, posts }: World): Id[] =>
  posts
    .map((post, index) => ({ ...post, id: index + 1, author: post.author % authors.length }))
    .filter(({ deleted, published }) => !deleted && published)
    .filter((post) => {
      const { status, profileVisibility, relation } = authors[post.author]!;
      if (post.author === 0) return true;
      const author = person({ id: post.author + 1, status, profileVisibility });
      return (relation.follows || relation.friend) && !isMuted(relation) && canSee(1, relation, author, post);
    })
    .map(({ id }) => id)
    .reverse();

const idsOf = async ({ sql, bindings }: Query) => {
  const [rows] = (await here.db.raw(sql, [...bindings])) as [AuthoredRow[]];
  return rows.map(({ id }) => id);
};

test('in any community, page by page, it is what the rules say; and each of its two queries alone is exact', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, fc.integer({ min: 1, max: 5 }), async (world, limit) => {
      await store(world);
      const all = expected(world);
      expect(await idsOf(perFollowee(1, { before: undefined, limit: 100 }))).toEqual(all);
      expect(await idsOf(amongNewest(1, { before: undefined, limit: 100 }))).toEqual(all);
      const walked: Id[] = [];
      for (let before: Id | undefined; ; before = walked.at(-1)) {
        const page = await feed(here.db, 1, { before, limit });
        expect(await idsOf(perFollowee(1, { before, limit }))).toEqual(page.map(({ post }) => post.id));
        walked.push(...page.map(({ post }) => post.id));
        if (page.length < limit) break;
      }
      expect(walked).toEqual(all);
    }),
    { numRuns: 30 },
  );
}, 90_000);

test('followees beyond the newest posts are found as well, and nobody is left out at the end of a page', async () => {
  await here.people({ id: 1 }, { id: 2 }, { id: 3 });
  await here.relation(1, 2, { ...stranger, follows: true });
  await here.db.batchInsert('posts', [
    ...Array.from({ length: 30 }, (_, i) => row(i + 1, 2)),
    ...Array.from({ length: 3_000 }, (_, i) => row(i + 100, 3)),
  ]);
  const walked: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await here.as(1).getFeed({ query: { limit: '7', ...(cursor !== undefined && { cursor }) } });
    walked.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(walked).toEqual(Array.from({ length: 30 }, (_, i) => String(30 - i)));
});
