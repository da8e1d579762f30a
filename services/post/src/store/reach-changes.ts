import type { PersonChange } from '@concord/community';
import type { Id } from '@concord/contracts';
import { backlog, type Tx, type Waiting } from '@concord/platform';
import { reachChange, type ReachChange } from '../domain/reach.ts';

type Author = Readonly<{ user_id: Id }>;

/** Authors whose posts do not all carry their reach yet. */
export const rewrites = backlog<Author>('reach_changes', ['user_id']);

/**
 * Asks for the rewriting of posts where an author's reach is another one now, in the transaction of the change: while an author's posts
 * admit more people than their profile, their row of `narrowings` says so.
 */
export const changeReach = (tx: Tx, changes: readonly PersonChange[]): Promise<void> =>
  requestRewrites(
    tx,
    changes.map(reachChange).filter((change) => change !== null),
  );

/**
 * Asks for the rewriting of the posts of those who have any. A narrowing is written into the captured `narrowings` in the same
 * transaction, so that searches leave the author out until it is done; nothing here ever takes one back.
 */
const requestRewrites = async (tx: Tx, changes: readonly ReachChange[]): Promise<void> => {
  const authors = await whoWrote(
    tx,
    changes.map(({ userId }) => userId),
  );
  const concerned = changes.filter(({ userId }) => authors.has(userId)).toSorted((a, b) => a.userId - b.userId);
  await rewrites.ask(
    tx,
    concerned.map(({ userId }) => ({ user_id: userId })),
  );
  for (const { userId, narrowing } of concerned) if (narrowing) await beginNarrowing(tx, userId);
};

/** MySQL assigns from left to right: the version rises only where the narrowing was not active yet. */
const beginNarrowing = (tx: Tx, userId: Id) =>
  tx.raw(
    `INSERT INTO narrowings (user_id, active, version) VALUES (?, 1, 1)
     ON DUPLICATE KEY UPDATE version = version + IF(active = 1, 0, 1), active = 1`,
    [userId],
  );

const whoWrote = async (tx: Tx, ids: readonly Id[]): Promise<ReadonlySet<Id>> => {
  if (ids.length === 0) return new Set();
  const found = (await tx('posts')
    .distinct('user_id')
    .whereIn('user_id', ids)
    .whereNull('deleted_at')
    .pluck('user_id')) as Id[];
  return new Set(found);
};

/** Ends a rewrite and, where it was a narrowing, that too; false when the author has changed since: then nothing ends. */
export const endRewrite = async (tx: Tx, waiting: Waiting<Author>): Promise<boolean> => {
  if (!(await rewrites.end(tx, waiting))) return false;
  const { user_id } = waiting.subject;
  await tx.raw('UPDATE narrowings SET active = 0, version = version + 1 WHERE user_id = ? AND active = 1', [user_id]);
  return true;
};
