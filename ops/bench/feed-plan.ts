import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inFeed, visibleTo } from '@concord/audience';
import { migrate, openDatabase, type Db } from '@concord/platform';

/**
 * Fills a database of its own with a community and times the two queries of the feed in it, for viewers with 5,000 followees and with 50,
 * busy and silent ones, at the newest page and deep down.
 *
 *   node ops/bench/feed-plan.ts --url mysql://user:password@host:port/ --posts 1000000 [--compare] [--explain] [--keep] [--reuse]
 *
 * Without `--url` the test server of `CONCORD_TEST_DATABASE_URL` is used, whose binlog then takes all rows.
 */
export interface FeedPlanOptions {
  /** A MySQL server whose user may make and drop `t_feed_plan`. */
  readonly url: string;
  readonly posts: number;
  /** Leave the database there; the next run may then `reuse` it. */
  readonly keep?: boolean;
  readonly reuse?: boolean;
  /** How often each query is timed; 9 times unless told, fewer when that takes more than 5 s. */
  readonly runs?: number;
  /** Also times the one join that one would write first. */
  readonly compare?: boolean;
  /** Also gives MySQL's own account of both queries. */
  readonly explain?: boolean;
}

/** One row of the result; times are medians in ms. */
export interface FeedPlanRow {
  readonly follows: string;
  /** Posts newer than the cursor; 0 at the first page. */
  readonly deep: number;
  readonly windowFound: number;
  readonly windowMs: number;
  readonly perFolloweeFound: number;
  readonly perFolloweeMs: number;
  readonly oneJoinMs?: number;
}

const name = 't_feed_plan';
const migrations = fileURLToPath(new URL('../../services/post/migrations', import.meta.url));

/** Ids of people: who writes nearly everything, who wrote two posts long ago, who never wrote. */
const people = 100_000;
const busy = { first: 1, count: 20_000 };
const silent = { first: 20_001, count: 20_000 };
const mute = { first: 40_001, count: 50_000 };
const oldPosts = silent.count * 2;

const viewers = [
  { id: 95_001, of: '5,000 busy', follows: [{ ...busy, take: 5_000 }] },
  { id: 95_002, of: '5,000 silent', follows: [{ ...silent, take: 5_000 }] },
  { id: 95_003, of: '5,000 who never wrote', follows: [{ ...mute, take: 5_000 }] },
  {
    id: 95_004,
    of: '20 busy, 4,980 silent',
    follows: [
      { ...busy, take: 20 },
      { ...silent, take: 4_980 },
    ],
  },
  { id: 95_005, of: '50 busy', follows: [{ ...busy, take: 50 }] },
  { id: 95_006, of: '50 silent', follows: [{ ...silent, take: 50 }] },
];

const fill = async (db: Db, posts: number) => {
  await db.raw('CREATE TABLE numbers (i INT PRIMARY KEY)');
  const digit =
    '(SELECT 0 d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)';
  await db.raw(
    `INSERT INTO numbers SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d FROM ${['a', 'b', 'c', 'e', 'f'].map((as) => `${digit} ${as}`).join(', ')}`,
  );
  await db.raw(
    `INSERT INTO people SELECT i + 1, CONCAT('person_', i + 1), CONCAT('Person ', i + 1), NULL, 'active', 'public', 1 FROM numbers WHERE i < ${people}`,
  );
  const post = (id: string, author: string, audience: string, deleted: string) =>
    `INSERT INTO posts (id, user_id, content, media, audience, reach, tags, mentions, created_at, updated_at, deleted_at, version)
     SELECT ${id}, ${author}, REPEAT('Good morning, gardeners. ', 10), '[]', ${audience}, 'public', '["gardening"]', '[]', NOW(3), NOW(3), ${deleted}, 1 FROM numbers`;
  await db.raw(`${post('i + 1', `${silent.first} + i % ${silent.count}`, "'public'", 'NULL')} WHERE i < ${oldPosts}`);
  const audience =
    "ELT(1 + FLOOR(RAND() * 10), 'public', 'public', 'public', 'public', 'public', 'public', 'followers', 'followers', 'friends', 'private')";
  for (let done = 0; done < posts; done += people) {
    await db.raw(
      `${post(`${oldPosts + done} + i + 1`, `${busy.first} + FLOOR(RAND() * ${busy.count})`, audience, 'IF(RAND() < 0.05, NOW(3), NULL)')} WHERE i < ${Math.min(people, posts - done)}`,
    );
  }
  for (const { id, follows } of viewers)
    for (const { first, count, take } of follows)
      await db.raw(
        `INSERT INTO relations SELECT ${id}, ${first} + i * ${Math.floor(count / take)}, 1, i % 10 = 0, 0, 0, i % 50 = 0, 1 FROM numbers WHERE i < ${take}`,
      );
  await db.raw('ANALYZE TABLE posts, people, relations');
};

const median = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

const timed = async (work: () => Promise<unknown[]>, runs: number) => {
  const times: number[] = [];
  let found = 0;
  const began = performance.now();
  while (times.length < runs && (times.length < 2 || performance.now() - began < 5_000)) {
    const start = performance.now();
    found = (await work()).length;
    times.push(performance.now() - start);
  }
  return { found, ms: Math.round(median(times) * 10) / 10 };
};

/** The one join that one would write first, left to the optimizer: what the two queries are measured against. */
const oneJoin = (viewer: number, { before, limit }: { before: number | undefined; limit: number }) => {
  const visible = visibleTo(viewer, {
    people: 'people',
    relations: 'relations',
    item: { author: 'p.user_id', audience: 'p.audience' },
  });
  const where = `p.deleted_at IS NULL AND p.is_published = 1 AND p.id < ? AND ${inFeed().sql} AND ${visible.where.sql}`;
  return {
    sql: `SELECT p.id FROM posts AS p ${visible.join.sql} WHERE ${where} ORDER BY p.id DESC LIMIT ?`,
    bindings: [...visible.join.bindings, before ?? Number.MAX_SAFE_INTEGER, ...visible.where.bindings, limit],
  };
};

const measure = async (db: Db, { posts, runs = 9, compare = false }: FeedPlanOptions): Promise<FeedPlanRow[]> => {
  const { amongNewest, perFollowee } = await import('@concord/post');
  const run = async ({ sql, bindings }: { sql: string; bindings: readonly number[] }) =>
    ((await db.raw(sql, [...bindings])) as [unknown[]])[0];
  const rows: FeedPlanRow[] = [];
  for (const { id, of } of viewers)
    for (const deep of [0, Math.floor(posts / 2), posts]) {
      const slice = { before: deep === 0 ? undefined : oldPosts + posts - deep, limit: 21 };
      const window = await timed(() => run(amongNewest(id, slice)), runs);
      const each = await timed(() => run(perFollowee(id, slice)), runs);
      rows.push({
        follows: of,
        deep,
        windowFound: window.found,
        windowMs: window.ms,
        perFolloweeFound: each.found,
        perFolloweeMs: each.ms,
        ...(compare && { oneJoinMs: (await timed(() => run(oneJoin(id, slice)), runs)).ms }),
      });
    }
  return rows;
};

const explanations = async (db: Db): Promise<string[]> => {
  const { amongNewest, perFollowee } = await import('@concord/post');
  const queries = [amongNewest, perFollowee].map((query) => query(95_001, { before: undefined, limit: 21 }));
  const plans: string[] = [];
  for (const { sql, bindings } of queries) {
    const [rows] = (await db.raw(`EXPLAIN ANALYZE ${sql}`, [...bindings])) as [{ EXPLAIN: string }[]];
    plans.push(rows.map((row) => row.EXPLAIN).join('\n'));
  }
  return plans;
};

/** Times the feed in a database of its own; see above. */
export const feedPlan = async (options: FeedPlanOptions): Promise<{ rows: FeedPlanRow[]; plans: string[] }> => {
  const { keep = false, reuse = false, explain = false, posts } = options;
  const url = new URL(options.url);
  const admin = openDatabase(url.href, { poolSize: 1, statementTimeoutMs: 60_000 });
  if (!reuse) await admin.raw('DROP DATABASE IF EXISTS ??', [name]);
  if (!reuse) await admin.raw('CREATE DATABASE ??', [name]);
  url.pathname = `/${name}`;
  const db = openDatabase(url.href, { poolSize: 1, statementTimeoutMs: 600_000 });
  try {
    if (!reuse) await migrate(url.href, migrations, 'up');
    if (!reuse) await fill(db, posts);
    return { rows: await measure(db, options), plans: explain ? await explanations(db) : [] };
  } finally {
    await db.destroy();
    if (!keep) await admin.raw('DROP DATABASE ??', [name]);
    await admin.destroy();
  }
};

const main = async () => {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: process.env['CONCORD_TEST_DATABASE_URL'] ?? '' },
      posts: { type: 'string', default: '1000000' },
      keep: { type: 'boolean', default: false },
      reuse: { type: 'boolean', default: false },
      compare: { type: 'boolean', default: false },
      explain: { type: 'boolean', default: false },
    },
  });
  const { rows, plans } = await feedPlan({ ...values, posts: Number(values.posts) });
  console.table(rows);
  for (const plan of plans) console.log(plan);
};

if (import.meta.main) await main();
