import type { Id } from '@concord/contracts';
import { backlog, transaction, type Db } from '@concord/platform';
import type { Compared, Counter } from './counter.ts';

/** Rows that say themselves whether their account is active, so that counting them takes no join. */
type Marked = {
  readonly name: string;
  readonly table: string;
  /** The column of the account. */
  readonly account: string;
  /** Whether the row `x` says that the account is active. */
  readonly active: string;
  /** Which rows are marked at all. */
  readonly of: string;
  /** Where accounts stand, by id and status. */
  readonly people: 'people' | 'profiles';
  /** Accounts that the service has not gone over since they changed: what their rows say is right until it has. */
  readonly waiting: string;
  repair(db: Db, id: Id): Promise<void>;
};

const listed = (ids: readonly Id[]) => ids.map(() => '?').join(', ');

/** How many rows of an account say that it is active, against all or none, as it is. */
const marked = (db: Db, { name, table, account, active, of, people, waiting, repair }: Marked): Counter => ({
  name,
  next: async (after, limit) => {
    const [rows] = (await db.raw(
      `SELECT DISTINCT x.${account} AS id FROM ${table} AS x WHERE x.${account} > ? ORDER BY x.${account} LIMIT ?`,
      [after, limit],
    )) as [{ id: Id }[]];
    return rows.map(({ id }) => id);
  },
  compare: async (ids) => {
    const [rows] = (await db.raw(
      `SELECT x.${account} AS id, CAST(SUM(${active}) AS SIGNED) AS held, IF(MAX(a.status = 'active'), COUNT(*), 0) AS due
       FROM ${table} AS x JOIN ${people} AS a ON a.id = x.${account}
       WHERE x.${account} IN (${listed(ids)}) AND ${of} AND a.id NOT IN (${waiting}) GROUP BY x.${account}`,
      [...ids],
    )) as [{ id: Id; held: number; due: number }[]];
    return rows.map(({ id, held, due }) => ({ what: `account ${id}`, id, stored: held, right: due }));
  },
  repair: ({ id }: Compared) => repair(db, id),
});

const nobody = 'SELECT 0';

/** Follows count while both accounts are active. Held first, as who changes an account's status holds it. */
const follows = (db: Db, side: 'follower' | 'following'): Counter =>
  marked(db, {
    ...{
      name: `follows by their ${side}`,
      table: 'follows',
      account: `${side}_id`,
      people: 'profiles',
      waiting: nobody,
    },
    ...{ active: `x.${side}_active = 1`, of: 'TRUE' },
    repair: (user, id) =>
      transaction(user, async (tx) => {
        const person = await tx('profiles').where({ id }).forUpdate().first<{ status: string } | undefined>('status');
        await tx('follows')
          .where({ [`${side}_id`]: id })
          .update({ [`${side}_active`]: person?.status === 'active' });
      }),
  });

const rewrites = backlog<Readonly<{ kind: 'author'; subject_id: Id }>>('rewrites', ['kind', 'subject_id']);

const comments = (db: Db): Counter =>
  marked(db, {
    ...{ name: 'comments by their author', table: 'comments', account: 'user_id', people: 'people' },
    ...{ active: 'x.author_active = 1', of: 'x.deleted_at IS NULL' },
    waiting: "SELECT subject_id FROM rewrites WHERE kind = 'author'",
    // The service goes over what it is asked to.
    repair: (comment, id) => transaction(comment, (tx) => rewrites.ask(tx, [{ kind: 'author', subject_id: id }])),
  });

const withholdings = backlog<Readonly<{ actor_id: Id }>>('withholdings', ['actor_id']);

const trending = (db: Db): Counter =>
  marked(db, {
    ...{ name: 'what trends by who did it', table: 'marks', account: 'actor_id', people: 'people' },
    ...{ active: 'x.withheld = 0', of: "x.kind IN ('reaction', 'comment', 'share') AND x.hour IS NOT NULL" },
    waiting: 'SELECT actor_id FROM withholdings',
    repair: (engagement, id) => transaction(engagement, (tx) => withholdings.ask(tx, [{ actor_id: id }])),
  });

/** Rows that follow their account's status, which all counts and lists of them go by. */
export const standingCounters = ({
  user,
  comment,
  engagement,
}: Readonly<Record<'user' | 'comment' | 'engagement', Db>>) => [
  follows(user, 'follower'),
  follows(user, 'following'),
  comments(comment),
  trending(engagement),
];
