import type { PersonChange } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';
import { countsOtherwise } from '../domain/recount.ts';

/** An account whose reactions do not all count as they should yet. */
export interface PendingRecount {
  readonly userId: Id;
  /** Raised by every change of the account. */
  readonly requested: number;
}

interface Row {
  readonly user_id: Id;
  readonly requested: number;
}

/**
 * Asks for the recounting of those who reacted and whose accounts became active or ceased to be, in the transaction of the change. The
 * number begins anywhere, so that who still works on a request that somebody else has ended does not take the next one for it.
 */
export const requestRecounts = async (tx: Tx, changes: readonly PersonChange[]): Promise<void> => {
  const changed = changes.filter(countsOtherwise).map(({ after }) => after.id);
  for (const userId of await whoReacted(tx, changed))
    await tx.raw(
      `INSERT INTO recounts (user_id, requested) VALUES (?, FLOOR(RAND() * 1000000000))
       ON DUPLICATE KEY UPDATE requested = requested + 1`,
      [userId],
    );
};

const whoReacted = async (tx: Tx, ids: readonly Id[]): Promise<Id[]> => {
  if (ids.length === 0) return [];
  const found = (await tx('reactions').distinct('user_id').whereIn('user_id', ids).pluck('user_id')) as Id[];
  return found.toSorted((a, b) => a - b);
};

/** Recounts that wait to be done, at most 100. */
export const pendingRecounts = async (reader: Reader): Promise<PendingRecount[]> => {
  const rows = (await reader('recounts').orderBy('user_id').limit(100)) as Row[];
  return rows.map((row) => ({ userId: row.user_id, requested: row.requested }));
};

/** Ends a recount; false when the account has changed since: then it does not end. */
export const endRecount = async (tx: Tx, { userId, requested }: PendingRecount): Promise<boolean> =>
  (await tx('recounts').where({ user_id: userId, requested }).delete()) > 0;
