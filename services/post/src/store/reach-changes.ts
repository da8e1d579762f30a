import type { PersonChange } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';
import { reachChange, type ReachChange } from '../domain/reach.ts';

/** An author whose posts do not all carry their reach yet. */
export interface PendingRewrite {
  readonly userId: Id;
  /** Raised by every change of the author. */
  readonly requested: number;
}

interface Row {
  readonly user_id: Id;
  readonly requested: number;
}

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
 * transaction, so that searches leave the author out until it is done; nothing here ever takes one back. The number begins anywhere,
 * so that who still works on a request that somebody else has ended does not take the next one for it.
 */
const requestRewrites = async (tx: Tx, changes: readonly ReachChange[]): Promise<void> => {
  const authors = await whoWrote(
    tx,
    changes.map(({ userId }) => userId),
  );
  const concerned = changes.filter(({ userId }) => authors.has(userId)).toSorted((a, b) => a.userId - b.userId);
  for (const { userId, narrowing } of concerned) {
    await tx.raw(
      `INSERT INTO reach_changes (user_id, requested) VALUES (?, FLOOR(RAND() * 1000000000))
       ON DUPLICATE KEY UPDATE requested = requested + 1`,
      [userId],
    );
    if (narrowing) await beginNarrowing(tx, userId);
  }
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

/** Rewrites that wait to be done, at most 100. */
export const pendingRewrites = async (reader: Reader): Promise<PendingRewrite[]> => {
  const rows = (await reader('reach_changes').orderBy('user_id').limit(100)) as Row[];
  return rows.map((row) => ({ userId: row.user_id, requested: row.requested }));
};

/** Ends a rewrite and, where it was a narrowing, that too; false when the author has changed since: then nothing ends. */
export const endRewrite = async (tx: Tx, { userId, requested }: PendingRewrite): Promise<boolean> => {
  const ended = await tx('reach_changes').where({ user_id: userId, requested }).delete();
  if (ended === 0) return false;
  await tx.raw('UPDATE narrowings SET active = 0, version = version + 1 WHERE user_id = ? AND active = 1', [userId]);
  return true;
};
