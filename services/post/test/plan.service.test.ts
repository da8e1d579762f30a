import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { amongNewest, perFollowee, type Query } from '../src/read/feed.ts';
import { postsByAuthor } from '../src/read/posts-by-author.ts';
import { migrations, person } from './community.ts';

let fresh: FreshDatabase;

/** Large enough that the optimizer would rather scan and sort where it may. */
beforeAll(async () => {
  fresh = await freshDatabase(migrations);
  const { db } = fresh;
  const at = new Date();
  const ids = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  await db.batchInsert(
    'people',
    ids(500).map((id) => {
      const { username, displayName, status, profileVisibility, version } = person({ id });
      return { id, username, display_name: displayName, status, profile_visibility: profileVisibility, version };
    }),
  );
  const none = { friend: 0, blocks: 0, blocked_by: 0, mutes: 0, version: 1 };
  await db.batchInsert(
    'relations',
    [500, 499, 498, 497].flatMap((viewer) =>
      ids(400).map((id) => ({ viewer_id: viewer, author_id: id, follows: id % 2, ...none })),
    ),
  );
  await db.batchInsert(
    'posts',
    ids(6_000).map((id) => ({
      id,
      user_id: (id % 499) + 1,
      content: 'a post',
      media: '[]',
      audience: 'public',
      reach: 'public',
      tags: '[]',
      mentions: '[]',
      created_at: at,
      updated_at: at,
      version: 1,
    })),
  );
  await db.raw('ANALYZE TABLE posts, people, relations');
});
afterAll(() => fresh.drop());

const explain = async ({ sql, bindings }: Query) => {
  const [rows] = (await fresh.db.raw(`EXPLAIN FORMAT=TREE ${sql}`, [...bindings])) as [{ EXPLAIN: string }[]];
  return rows.map((row) => row.EXPLAIN).join('\n');
};

const expectNoScanOf = (plan: string) => {
  expect(plan).not.toMatch(/Table scan on p\b|Index scan on p\b/);
  expect(plan).not.toMatch(/Sort( row IDs)?: p\./);
};

test('the feed looks each followee up in the index, backwards and without sorting their posts', async () => {
  const plan = await explain(perFollowee(500, { before: 3_000, limit: 21 }));
  expectNoScanOf(plan);
  expect(plan.match(/Covering index lookup on p using posts_by_author \(.*\) \(reverse\)/g)).toHaveLength(2);
  expect(plan).toMatch(/Covering index range scan on r using relations_feed/);
  expect(plan).toMatch(/Single-row index lookup on p using PRIMARY/);
});

test('the feed looks through the newest posts in the order of their key and no further than its window', async () => {
  const plan = await explain(amongNewest(500, { before: 3_000, limit: 21 }));
  expectNoScanOf(plan);
  expect(plan).toMatch(/Limit: 525 row\(s\)[^]*Index range scan on p using PRIMARY over \(id < 3000\) \(reverse\)/);
  expect(plan).toMatch(/Single-row index lookup on a using PRIMARY/);
  expect(plan).toMatch(/Single-row index lookup on r using PRIMARY/);
});

test.each([[null], [500], [7]])('the list of an author reads one slice of the index (viewer %s)', async (viewer) => {
  const query = postsByAuthor(fresh.db, viewer, 7, { before: 3_000, oldest: 100, limit: 21 });
  const plan = await explain({ sql: query.toQuery(), bindings: [] });
  expectNoScanOf(plan);
  expect(plan).toMatch(/(range scan|lookup) on p using posts_by_author.*\(reverse\)/);
});
