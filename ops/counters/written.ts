import type { Id } from '@concord/contracts';
import { transaction, type Db } from '@concord/platform';
import type { Counter } from './counter.ts';

const listed = (ids: readonly Id[]) => ids.map(() => '?').join(', ');

/** A number that stands in the very row that it is of, and counts other rows of the same table. */
type Written = {
  readonly name: string;
  readonly table: 'posts' | 'comments';
  readonly column: string;
  /** Of which rows the number means something; `t` is the row. */
  readonly of: string;
  /** How many rows are counted for the row `t`: a scalar. */
  readonly counted: string;
  repair(db: Db, id: Id): Promise<void>;
};

const written = (db: Db, { name, table, column, of, counted, repair }: Written): Counter => ({
  name,
  next: async (after, limit) => {
    const [rows] = (await db.raw(`SELECT t.id FROM ?? AS t WHERE t.id > ? AND ${of} ORDER BY t.id LIMIT ?`, [
      table,
      after,
      limit,
    ])) as [{ id: Id }[]];
    return rows.map(({ id }) => id);
  },
  compare: async (ids) => {
    const [rows] = (await db.raw(
      `SELECT t.id, t.?? AS held, (${counted}) AS due FROM ?? AS t WHERE t.id IN (${listed(ids)}) AND ${of}`,
      [column, table, ...ids],
    )) as [{ id: Id; held: number; due: number }[]];
    return rows.map(({ id, held, due }) => ({ what: `${table.slice(0, -1)} ${id}`, id, stored: held, right: due }));
  },
  repair: ({ id }) => repair(db, id),
});

/** Shares that stand and whose accounts are active. */
export const shareCounter = (post: Db): Counter =>
  written(post, {
    name: 'share_count of posts',
    table: 'posts',
    column: 'share_count',
    of: 't.deleted_at IS NULL',
    counted: `SELECT COUNT(*) FROM posts AS s JOIN people AS a ON a.id = s.user_id AND a.status = 'active'
      WHERE s.shared_post_id = t.id AND s.deleted_at IS NULL`,
    // The service counts again what asks for it.
    repair: async (db, id) => void (await db('share_changes').insert({ post_id: id })),
  });

/** Replies that have a place in the thread, by which a deleted comment keeps its own. */
export const placesCounter = (comment: Db): Counter => {
  const counted =
    'SELECT COUNT(*) FROM comments AS c WHERE c.post_id = t.post_id AND c.parent_id = t.id AND c.gone = 0';
  return written(comment, {
    name: 'places under comments',
    table: 'comments',
    column: 'places',
    of: 'TRUE',
    counted,
    // Held first, as who replies or deletes holds it; nothing that is captured changes.
    repair: (db, id) =>
      transaction(db, async (tx) => {
        const row = await tx('comments').where({ id }).forUpdate().first<{ post_id: Id } | undefined>('post_id');
        if (row === undefined) return;
        const [found] = await tx('comments')
          .where({ post_id: row.post_id, parent_id: id, gone: 0 })
          .count<{ n: number }[]>({ n: '*' });
        await tx('comments')
          .where({ id })
          .update({ places: found?.n ?? 0 });
      }),
  });
};
