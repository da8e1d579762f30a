import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type * as comment from '@concord/comment';
import { migrate, openDatabase, type Db } from '@concord/platform';
import { distribution } from './distribution.ts';

/**
 * Fills a database of its own with one thread of comments and times the pages of it: by the path that each row carries, as the comment
 * service reads them, and next to it by a recursion over `parent_id`, which is given an index for it and need not look who may see what.
 * Both must give the same comments.
 *
 *   node ops/bench/comment-threads.ts --url mysql://user:password@host:port/ --comments 100000 [--runs 200]
 *
 * Without `--url` the test server of `CONCORD_TEST_DATABASE_URL` is used, whose binlog then takes all rows.
 */
export interface CommentThreadsOptions {
  /** A MySQL server whose user may make and drop `t_comment_threads`. */
  readonly url: string;
  readonly comments: number;
  /** How often a page is read by path; 200 times unless told. By recursion 30 times, fewer when that takes more than 20 s. */
  readonly runs?: number;
}

/** One row of the result; times in ms. */
export interface CommentThreadsRow {
  readonly page: string;
  /** Comments under the one whose branch is read; null for the first level. */
  readonly branch: number | null;
  readonly found: number;
  readonly pathP50: number;
  readonly pathP99: number;
  readonly recursionP50: number;
  readonly recursionP99: number;
  readonly recursionRuns: number;
}

const name = 't_comment_threads';
const migrations = fileURLToPath(new URL('../../services/comment/migrations', import.meta.url));
const postId = 1;
const viewer = 2;
const people = 1_000;
const limit = 21;

type Comments = typeof comment;
type Statement = { readonly sql: string; readonly bindings: readonly (number | string | Buffer)[] };

interface Planted {
  readonly id: number;
  readonly parent: Planted | null;
  readonly root: Planted | null;
  readonly depth: number;
  readonly path: Buffer;
}

/** Draws the same thread each time: every hundredth comment is on the first level, half of the others reply to one of the last 50. */
const thread = ({ pathOf }: Comments, comments: number): Planted[] => {
  let state = 42;
  const draw = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
  const all: Planted[] = [];
  for (let index = 0; index < comments; index += 1) {
    const among = draw(2) === 0 ? Math.min(50, index) : index;
    const drawn = index % 100 === 0 ? null : (all[index - 1 - draw(among)] ?? null);
    const parent = drawn !== null && drawn.depth >= 400 ? null : drawn;
    const id = 4_503_599_000_000_000 + index * 1_000;
    const path = pathOf(id, parent?.path ?? null);
    all.push({ id, parent, root: parent?.root ?? parent, depth: (parent?.depth ?? 0) + 1, path });
  }
  return all;
};

const fill = async (db: Db, all: readonly Planted[]) => {
  const at = new Date();
  const ids = Array.from({ length: people }, (_, index) => index + 1);
  const person = { display_name: 'Somebody', status: 'active', profile_visibility: 'public', version: 1 };
  await db.batchInsert(
    'people',
    ids.map((id) => ({ id, username: `person_${id}`, ...person })),
  );
  const replies = Map.groupBy(all, ({ parent }) => parent?.id);
  const content = 'Good morning, gardeners. '.repeat(6);
  const common = { content, mentions: '[]', author_active: 1, post_user_id: 1, post_width: 'public', version: 1 };
  for (let from = 0; from < all.length; from += 5_000) {
    const rows = all.slice(from, from + 5_000).map(({ id, parent, root, depth, path }, index) => ({
      ...{ id, post_id: postId, parent_id: parent?.id ?? null, root_id: root?.id ?? id, depth, path },
      ...{ user_id: 1 + ((from + index) % people), places: replies.get(id)?.length ?? 0 },
      ...{ ...common, created_at: at, updated_at: at },
    }));
    await db.batchInsert('comments', rows, 1_000);
  }
  await db.raw('CREATE INDEX comments_by_parent ON comments (parent_id)');
  await db.raw('ANALYZE TABLE comments, people');
};

/** An id as part of a path in text: a cast to bytes would pad each path to its full length. */
const partOf = (id: string) => `LPAD(HEX(${id}), 14, '0')`;

/** Every comment under some, with its path, made by recursion. */
const recursion = (roots: readonly number[]): Statement => ({
  sql: `WITH RECURSIVE branch AS (
    SELECT id, parent_id AS root, CAST(${partOf('id')} AS CHAR(5600) CHARACTER SET ascii) AS path FROM comments
    WHERE parent_id IN (${roots.map(() => '?').join(', ')})
    UNION ALL
    SELECT c.id, b.root, CONCAT(b.path, ${partOf('c.id')}) FROM branch AS b JOIN comments AS c ON c.parent_id = b.id
  )`,
  bindings: roots,
});

const branchByRecursion = (stem: Planted, after: Planted | undefined): Statement => {
  const { sql, bindings } = recursion([stem.id]);
  return {
    sql: `${sql} SELECT c.*, a.username FROM branch JOIN comments AS c ON c.id = branch.id JOIN people AS a ON a.id = c.user_id
      WHERE branch.path > ? ORDER BY branch.path LIMIT ${limit}`,
    bindings: [...bindings, after?.path.subarray(stem.path.length).toString('hex') ?? ''],
  };
};

const firstRepliesByRecursion = (roots: readonly number[]): Statement => {
  const { sql, bindings } = recursion(roots);
  return {
    sql: `${sql} SELECT c.*, a.username FROM
      (SELECT id, root, path, ROW_NUMBER() OVER (PARTITION BY root ORDER BY path) AS place FROM branch) AS n
      JOIN comments AS c ON c.id = n.id JOIN people AS a ON a.id = c.user_id WHERE n.place <= 3 ORDER BY n.root, n.path`,
    bindings,
  };
};

interface Page {
  readonly page: string;
  readonly branch: number | null;
  byPath(): Promise<number[]>;
  byRecursion(): Promise<number[]>;
}

const pagesOf = (
  { branchQuery, firstLevelQuery, firstRepliesQuery }: Comments,
  db: Db,
  all: readonly Planted[],
): Page[] => {
  const run = async ({ sql, bindings }: Statement) =>
    ((await db.raw(sql, [...bindings])) as [{ id: number }[]])[0].map(({ id }) => id);
  const level = async (order: comment.Order, replies: (roots: readonly number[]) => Statement) => {
    const roots = await run(firstLevelQuery(viewer, { postId, order, limit }));
    return [...roots, ...(await run(replies(roots)))];
  };
  const firstLevel = (page: string, order: comment.Order): Page => ({
    page: `first level with first replies, ${page}`,
    branch: null,
    byPath: () => level(order, (roots) => firstRepliesQuery(viewer, roots)),
    byRecursion: () => level(order, firstRepliesByRecursion),
  });
  const branch = (page: string, stem: Planted, after: Planted | undefined): Page => {
    const slice = { stem: { rootId: stem.root?.id ?? stem.id, path: stem.path }, after: after?.path, limit };
    const size = within(all, stem).length;
    return {
      page: `branch of ${size.toLocaleString('en')}, ${page}`,
      branch: size,
      byPath: () => run(branchQuery(viewer, slice)),
      byRecursion: () => run(branchByRecursion(stem, after)),
    };
  };
  const roots = all.filter(({ parent }) => parent === null);
  const sizes = Map.groupBy(all, ({ root }) => root?.id);
  const largest = roots.toSorted((a, b) => (sizes.get(b.id)?.length ?? 0) - (sizes.get(a.id)?.length ?? 0))[0];
  const deepest = all.toSorted((a, b) => b.depth - a.depth)[0];
  const halfway = roots[Math.floor(roots.length / 2)]?.id;
  if (largest === undefined || halfway === undefined || deepest?.parent?.parent === undefined)
    throw new Error('the thread is too small');
  const order = within(all, largest).toSorted((a, b) => Buffer.compare(a.path, b.path));
  return [
    firstLevel('newest page', { sort: 'new', after: undefined }),
    firstLevel('halfway down', { sort: 'new', after: halfway }),
    firstLevel('halfway down by likes, all tied', { sort: 'top', after: { likes: 0, id: halfway } }),
    firstLevel('oldest page', { sort: 'new', after: roots[limit]?.id }),
    branch('first page', largest, undefined),
    branch('halfway down', largest, order[Math.floor(order.length / 2)]),
    branch('last page', largest, order.at(-limit)),
    branch(`at level ${deepest.depth - 2}`, deepest.parent.parent ?? deepest.parent, undefined),
  ];
};

const within = (all: readonly Planted[], stem: Planted) =>
  all.filter(({ path }) => path.length > stem.path.length && path.subarray(0, stem.path.length).equals(stem.path));

const timed = async (work: () => Promise<number[]>, runs: number, atMostMs: number) => {
  const times: number[] = [];
  const found = await work();
  for (let warmUp = 0; warmUp < runs / 10; warmUp += 1) await work();
  const began = performance.now();
  while (times.length < runs && (times.length < 3 || performance.now() - began < atMostMs)) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  const { p50, p99 } = distribution(times);
  const rounded = (ms: number | null) => Math.round((ms ?? Number.NaN) * 100) / 100;
  return { found, runs: times.length, p50: rounded(p50), p99: rounded(p99) };
};

const measure = async (pages: readonly Page[], runs: number): Promise<CommentThreadsRow[]> => {
  const rows: CommentThreadsRow[] = [];
  for (const { page, branch, byPath, byRecursion } of pages) {
    const path = await timed(byPath, runs, 60_000);
    const recursive = await timed(byRecursion, Math.min(runs, 30), 20_000);
    const same = JSON.stringify(path.found.toSorted()) === JSON.stringify(recursive.found.toSorted());
    if (!same) throw new Error(`${page}: the two ways give different comments`);
    rows.push({
      ...{ page, branch, found: path.found.length, pathP50: path.p50, pathP99: path.p99 },
      ...{ recursionP50: recursive.p50, recursionP99: recursive.p99, recursionRuns: recursive.runs },
    });
  }
  return rows;
};

/** Times the pages of a thread in a database of its own; see above. */
export const commentThreads = async ({
  url,
  comments,
  runs = 200,
}: CommentThreadsOptions): Promise<CommentThreadsRow[]> => {
  const service = await import('@concord/comment');
  const address = new URL(url);
  const admin = openDatabase(address.href, { poolSize: 1, statementTimeoutMs: 60_000 });
  await admin.raw('DROP DATABASE IF EXISTS ??', [name]);
  await admin.raw('CREATE DATABASE ??', [name]);
  address.pathname = `/${name}`;
  const db = openDatabase(address.href, { poolSize: 1, statementTimeoutMs: 600_000 });
  try {
    await migrate(address.href, migrations, 'up');
    const all = thread(service, comments);
    await fill(db, all);
    return await measure(pagesOf(service, db, all), runs);
  } finally {
    await db.destroy();
    await admin.raw('DROP DATABASE ??', [name]);
    await admin.destroy();
  }
};

const main = async () => {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: process.env['CONCORD_TEST_DATABASE_URL'] ?? '' },
      comments: { type: 'string', default: '100000' },
      runs: { type: 'string', default: '200' },
    },
  });
  console.table(
    await commentThreads({ url: values.url, comments: Number(values.comments), runs: Number(values.runs) }),
  );
};

if (import.meta.main) await main();
