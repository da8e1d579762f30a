import type { Id } from '@concord/contracts';
import { transaction, type Db } from '@concord/platform';
import type { Compared, Counter } from './counter.ts';

type Target = 'post' | 'comment';

/** Where a service keeps counts (`<table>`, `<table>_pending`), and what they count. */
type Owned = {
  readonly name: string;
  readonly table: string;
  readonly target: Target;
  /** Columns of the key beside `target_type` and `target_id`. */
  readonly type: boolean;
  /** What is counted: `target_id` and, where counts have one, `type`, a row for each; its `?` are the ids. */
  readonly counted: string;
  /** Ids of targets of which something is counted, distinct and in order; its `?` are the last one and how many. */
  readonly countedIds: string;
  /** Marks what is counted as such, beside putting a count right; its `?` are the target's id and the type. */
  readonly mark?: string;
};

type Row = { readonly id: Id; readonly type?: string; readonly held: number; readonly due: number };

const listed = (ids: readonly Id[]) => ids.map(() => '?').join(', ');

/** Counts at their owner against what they count. Changes that are committed and not added yet are part of what is stored. */
const owned = (db: Db, { name, table, target, type, counted, countedIds, mark }: Owned): Counter => {
  const typed = type ? ', type' : '';
  const key = (id: Id, of: string | undefined) => ({ target_type: target, target_id: id, ...(type && { type: of }) });
  const idsIn = (from: string) =>
    `(SELECT DISTINCT target_id AS id FROM ${from} WHERE target_type = '${target}' AND target_id > ? ORDER BY target_id LIMIT ?)`;
  return {
    name,
    next: async (after, limit) => {
      const [rows] = (await db.raw(
        `${idsIn(table)} UNION ${idsIn(`${table}_pending`)} UNION (${countedIds}) ORDER BY id LIMIT ?`,
        [after, limit, after, limit, after, limit, limit],
      )) as [{ id: Id }[]];
      return rows.map(({ id }) => id);
    },
    compare: async (ids) => {
      const stored = (from: string, column: string) =>
        `SELECT target_id${typed}, ${column} AS held, 0 AS due FROM ${from} WHERE target_type = '${target}' AND target_id IN (${listed(ids)})`;
      const [rows] = (await db.raw(
        `SELECT target_id AS id${typed}, CAST(SUM(held) AS SIGNED) AS held, CAST(SUM(due) AS SIGNED) AS due FROM (
           ${stored(table, 'count')}
           UNION ALL ${stored(`${table}_pending`, '`change`')}
           UNION ALL SELECT target_id${typed}, 0, 1 FROM (${counted.replace('(?)', `(${listed(ids)})`)}) AS c
         ) AS both_sides GROUP BY target_id${typed}`,
        [...ids, ...ids, ...ids],
      )) as [Row[]];
      return rows.map((row) => ({
        what: [target, row.id, row.type].filter((word) => word !== undefined).join(' '),
        id: row.id,
        ...(row.type !== undefined && { type: row.type }),
        stored: row.held,
        right: row.due,
      }));
    },
    // As whatever else changes a count: the service's settler adds it, a version later.
    repair: ({ id, type: of, stored, right }: Compared) =>
      transaction(db, async (tx) => {
        if (mark !== undefined) await tx.raw(mark, [id, of ?? '']);
        await tx(`${table}_pending`).insert({ ...key(id, of), change: right - stored });
      }),
  };
};

/**
 * A reaction counts while its account is active. Where the service has not gone through an account's reactions since it changed, or where
 * the account is not known, what they are marked with is right until it has.
 */
const settled = 'q.user_id IS NULL AND a.id IS NOT NULL';
const accounts = 'LEFT JOIN people AS a ON a.id = x.user_id LEFT JOIN recounts AS q ON q.user_id = x.user_id';

const reactionsOf = (db: Db, target: Target): Counter =>
  owned(db, {
    name: `reactions of ${target}s`,
    table: 'reaction_counts',
    target,
    type: true,
    counted: `SELECT x.target_id, x.type FROM reactions AS x ${accounts}
      WHERE x.target_type = '${target}' AND x.target_id IN (?) AND IF(${settled}, a.status = 'active', x.counted = 1)`,
    countedIds: `SELECT DISTINCT target_id AS id FROM reactions WHERE target_type = '${target}' AND target_id > ? ORDER BY target_id LIMIT ?`,
    mark: `UPDATE reactions AS x ${accounts} SET x.counted = (a.status = 'active')
      WHERE x.target_type = '${target}' AND x.target_id = ? AND x.type = ? AND ${settled}`,
  });

const standing = 'c.deleted_at IS NULL AND c.author_active = 1';

/** What the reaction service counts. */
export const reactionCounters = (reaction: Db): Counter[] => [
  reactionsOf(reaction, 'post'),
  reactionsOf(reaction, 'comment'),
];

/** What the comment service counts. Replies are looked for among the comments of their post, by its index. */
export const commentCounters = (comment: Db): Counter[] => [
  owned(comment, {
    name: 'comments of posts',
    table: 'comment_counts',
    target: 'post',
    type: false,
    counted: `SELECT c.post_id AS target_id FROM comments AS c WHERE c.post_id IN (?) AND ${standing}`,
    countedIds: 'SELECT DISTINCT post_id AS id FROM comments WHERE post_id > ? ORDER BY post_id LIMIT ?',
  }),
  owned(comment, {
    name: 'replies of comments',
    table: 'comment_counts',
    target: 'comment',
    type: false,
    counted: `SELECT c.parent_id AS target_id FROM comments AS p JOIN comments AS c ON c.post_id = p.post_id AND c.parent_id = p.id WHERE p.id IN (?) AND ${standing}`,
    countedIds: 'SELECT id FROM comments WHERE id > ? ORDER BY id LIMIT ?',
  }),
];
