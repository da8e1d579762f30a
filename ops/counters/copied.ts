import type { Id } from '@concord/contracts';
import type { Db } from '@concord/platform';
import type { Compared, Counter } from './counter.ts';

/** A number on posts that follows its owner's counts. */
type Copied = {
  readonly name: string;
  /** Of `posts`. */
  readonly column: string;
  /** Of the owner. */
  readonly table: string;
  /** The rest of the key of a row that the owner lacks. */
  readonly ownKey: Readonly<Record<string, string>>;
};

/** A number on posts against its owner's. Two databases: while changes are on their way they disagree. Deleted posts keep what they had. */
const copied = (post: Db, owner: Db, { name, column, table, ownKey }: Copied): Counter => ({
  name,
  next: async (after, limit) =>
    post('posts').where('id', '>', after).whereNull('deleted_at').orderBy('id').limit(limit).pluck<Id[]>('id'),
  compare: async (ids) => {
    const counts = await owner(table)
      .where({ target_type: 'post' })
      .whereIn('target_id', ids)
      .groupBy('target_id')
      .select<{ target_id: Id; count: number }[]>('target_id', owner.raw('CAST(SUM(count) AS SIGNED) AS count'));
    const right = new Map(counts.map(({ target_id, count }) => [target_id, count]));
    const rows = await post('posts')
      .whereIn('id', ids)
      .whereNull('deleted_at')
      .select<{ id: Id; held: number }[]>('id', { held: column });
    return rows.map(({ id, held }) => ({ what: `post ${id}`, id, stored: held, right: right.get(id) ?? 0 }));
  },
  // The state stream tells the owner's rows again, a version later, and the copy follows.
  repair: async ({ id }: Compared) => {
    const key = { target_type: 'post', target_id: id };
    const told = await owner(table)
      .where(key)
      .update({ version: owner.raw('version + 1') });
    if (told === 0) await owner(table).insert({ ...key, ...ownKey, count: 0, version: 1 });
  },
});

/** What posts show of reactions and comments. */
export const postCounters = (post: Db, { reaction, comment }: { reaction: Db; comment: Db }): Counter[] => [
  copied(post, reaction, {
    name: 'like_count of posts',
    column: 'like_count',
    table: 'reaction_counts',
    ownKey: { type: 'like' },
  }),
  copied(post, comment, {
    name: 'comment_count of posts',
    column: 'comment_count',
    table: 'comment_counts',
    ownKey: {},
  }),
];
