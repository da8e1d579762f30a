import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { pathOf } from '../src/domain/path.ts';
import { branchQuery } from '../src/read/branch.ts';
import { commentsByAuthorQuery } from '../src/read/comments-by-author.ts';
import { firstLevelQuery, firstRepliesQuery, type Order } from '../src/read/first-level.ts';
import type { Query } from '../src/read/query.ts';
import { migrations, person, plant, planted, type Planted } from './community.ts';

let fresh: FreshDatabase;

/** A post with 3,000 comments that nobody likes. */
const tied = 60;

/** 20,000 comments, half of them on post 1: large enough that the optimizer would rather scan and sort where it may. */
beforeAll(async () => {
  fresh = await freshDatabase(migrations);
  const { db } = fresh;
  const ids = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  await db.batchInsert(
    'people',
    ids(500).map((id) => {
      const { username, displayName, status, profileVisibility, version } = person({ id });
      return { id, username, display_name: displayName, status, profile_visibility: profileVisibility, version };
    }),
  );
  const none = { follows: 0, friend: 0, blocked_by: 0, mutes: 0, version: 1 };
  await db.batchInsert(
    'relations',
    [500, 499].flatMap((viewer) =>
      ids(400).map((id) => ({ viewer_id: viewer, author_id: id, blocks: id % 50 === 0, ...none })),
    ),
  );
  await db.batchInsert(
    'posts',
    ids(50).map((id) => ({ id, user_id: 1, audience: 'public', reach: 'public', deleted: 0, version: 1 })),
  );
  const all: Planted[] = [];
  for (const index of ids(20_000)) {
    const postId = index % 2 === 0 ? 1 : (index % 49) + 2;
    const parent = index % 4 === 0 ? null : (all.findLast((one) => one.postId === postId) ?? null);
    const own = { id: 1_000 + index, postId, userId: (index % 499) + 1, likes: index % 97 };
    all.push(planted({ ...own, parent: index % 40 === 0 ? null : parent }));
  }
  await plant(fresh, [...all, ...ids(3_000).map((index) => planted({ id: 100_000 + index, postId: tied, userId: 2 }))]);
  await db.raw('ANALYZE TABLE comments, people, relations, posts');
}, 120_000);
afterAll(() => fresh.drop());

const explain = async ({ sql, bindings }: Query) => {
  const [rows] = (await fresh.db.raw(`EXPLAIN FORMAT=TREE ${sql}`, [...bindings])) as [{ EXPLAIN: string }[]];
  return rows.map((row) => row.EXPLAIN).join('\n');
};

const expectNoScanOf = (plan: string) => {
  expect(plan).not.toMatch(/Table scan on c\b|Index scan on c\b/);
  expect(plan).not.toMatch(/Sort( row IDs)?: c\./);
};

const viewers = [null, 500, 7] as const;
const orders: [string, Order][] = [
  ['comments_by_level', { sort: 'old', after: 9_000 }],
  ['comments_by_level', { sort: 'new', after: 9_000 }],
  ['comments_by_likes', { sort: 'top', after: { likes: 60, id: 9_000 } }],
];

test.each(viewers.flatMap((viewer) => orders.map(([index, order]) => [order.sort, viewer, index, order] as const)))(
  'a page of the first level by %s reads one slice of its index (viewer %s)',
  async (sort, viewer, index, order) => {
    const plan = await explain(firstLevelQuery(viewer, { postId: 1, order, limit: 21 }));
    expectNoScanOf(plan);
    expect(plan).toMatch(
      new RegExp(`(range scan|lookup) on c using ${index}.*${sort === 'old' ? '' : '\\(reverse\\)'}`),
    );
    expect(plan).toMatch(/Single-row index lookup on a using PRIMARY/);
  },
);

/** How many entries and rows a query reads, also those that InnoDB would drop by a pushed condition without counting them. */
const rowsReadBy = ({ sql, bindings }: Query): Promise<number> =>
  fresh.db.transaction(async (tx) => {
    const read = async () => {
      const [rows] = (await tx.raw("SHOW SESSION STATUS LIKE 'Handler_read%'")) as [{ Value: string }[]];
      return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
    };
    const before = await read();
    await tx.raw(sql.replace('SELECT', 'SELECT /*+ NO_ICP(c) */'), [...bindings]);
    return (await read()) - before;
  });

test.each(viewers)('a page of the most liked does not read all that are liked as much (viewer %s)', async (viewer) => {
  const page = (id: number) => {
    const order = { sort: 'top', after: { likes: 0, id } } as const;
    return rowsReadBy(firstLevelQuery(viewer, { postId: tied, order, limit: 21 }));
  };
  for (const id of [103_000, 101_500, 100_030]) expect(await page(id)).toBeLessThan(200);
});

test.each(viewers)('the first replies of a whole page are looked up branch by branch (viewer %s)', async (viewer) => {
  const plan = await explain(firstRepliesQuery(viewer, [1_040, 1_080, 1_120]));
  expectNoScanOf(plan);
  expect(plan).toMatch(
    /Limit: 3 row\(s\)[^]*Index lookup on c using comments_by_branch \(root_id ?= ?root.id, gone ?= ?0\)/,
  );
});

test.each(viewers)('a page of a branch reads one slice of the index, also deep down (viewer %s)', async (viewer) => {
  const root = pathOf(1_040, null);
  for (const after of [undefined, pathOf(1_050, pathOf(1_044, root))]) {
    const plan = await explain(branchQuery(viewer, { stem: { rootId: 1_040, path: root }, after, limit: 21 }));
    expectNoScanOf(plan);
    expect(plan).toMatch(/range scan on c using comments_by_branch over \(root_id = 1040 AND gone = 0 AND /);
  }
});

test.each(viewers)('the list of an author reads one slice of the index (viewer %s)', async (viewer) => {
  const plan = await explain(commentsByAuthorQuery(viewer, 7, { before: 15_000, oldest: 1_200, limit: 21 }));
  expectNoScanOf(plan);
  expect(plan).toMatch(/(range scan|lookup) on c using comments_by_author.*\(reverse\)/);
  expect(plan).toMatch(/Single-row index lookup on p using PRIMARY/);
});
