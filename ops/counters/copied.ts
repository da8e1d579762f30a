import type { Id } from '@concord/contracts';
import type { Db } from '@concord/platform';
import type { Compared, Counter } from './counter.ts';

type Target = 'post' | 'comment';

/** A number on posts or comments that follows its owner's counts. */
type Copied = {
  readonly target: Target;
  /** Of `posts` or `comments`. */
  readonly column: string;
  /** Of the owner. */
  readonly table: string;
  /** The rest of the key of a row that the owner lacks. */
  readonly ownKey: Readonly<Record<string, string>>;
};

/** A number against its owner's. Two databases: while changes are on their way they disagree. What is deleted keeps what it had. */
const copied = (db: Db, owner: Db, { target, column, table, ownKey }: Copied): Counter => ({
  name: `${column} of ${target}s`,
  next: async (after, limit) =>
    db(`${target}s`).where('id', '>', after).whereNull('deleted_at').orderBy('id').limit(limit).pluck<Id[]>('id'),
  compare: async (ids) => {
    const counts = await owner(table)
      .where({ target_type: target })
      .whereIn('target_id', ids)
      .groupBy('target_id')
      .select<{ target_id: Id; count: number }[]>('target_id', owner.raw('CAST(SUM(count) AS SIGNED) AS count'));
    const right = new Map(counts.map(({ target_id, count }) => [target_id, count]));
    const rows = await db(`${target}s`)
      .whereIn('id', ids)
      .whereNull('deleted_at')
      .select<{ id: Id; held: number }[]>('id', { held: column });
    return rows.map(({ id, held }) => ({ what: `${target} ${id}`, id, stored: held, right: right.get(id) ?? 0 }));
  },
  // The state stream tells the owner's rows again, a version later, and the copy follows.
  repair: async ({ id }: Compared) => {
    const key = { target_type: target, target_id: id };
    const told = await owner(table)
      .where(key)
      .update({ version: owner.raw('version + 1') });
    if (told === 0) await owner(table).insert({ ...key, ...ownKey, count: 0, version: 1 });
  },
});

const likes = { column: 'like_count', table: 'reaction_counts', ownKey: { type: 'like' } } as const;

/** What posts and comments show of reactions, and posts of comments. */
export const copiedCounters = ({ post, comment, reaction }: { post: Db; comment: Db; reaction: Db }): Counter[] => [
  copied(post, reaction, { target: 'post', ...likes }),
  copied(comment, reaction, { target: 'comment', ...likes }),
  copied(post, comment, { target: 'post', column: 'comment_count', table: 'comment_counts', ownKey: {} }),
];
