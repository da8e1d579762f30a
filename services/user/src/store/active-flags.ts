import { shownStatuses } from '@concord/audience';
import type { AccountStatus, Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';

export type Statuses = ReadonlyMap<Id, AccountStatus>;

/** How many rows one statement changes: each is well within the deadline of a statement. */
const chunk = 5_000;

const isActive = (status: AccountStatus) => shownStatuses.includes(status);

/** The statuses of those accounts that have a profile, locked in the order of the key. */
export const lockStatuses = async (tx: Tx, ids: readonly Id[]): Promise<Statuses> => {
  const rows = await tx('profiles')
    .whereIn('id', ids)
    .orderBy('id')
    .forUpdate()
    .select<{ id: Id; status: AccountStatus }[]>('id', 'status');
  return new Map(rows.map(({ id, status }) => [id, status]));
};

/**
 * Brings the follows of the accounts that began or ceased to be active in line, in the transaction that changes their status. The
 * caller holds their profiles locked; who inserts a follow reads the statuses under a shared lock. So no row can be missed.
 */
export const bringFollowsInLine = async (tx: Tx, before: Statuses, after: Statuses): Promise<void> => {
  for (const [id, status] of after) {
    const wasActive = isActive(before.get(id) ?? 'active');
    if (wasActive === isActive(status)) continue;
    await setFlag(tx, 'follower', id, isActive(status));
    await setFlag(tx, 'following', id, isActive(status));
  }
};

const setFlag = async (tx: Tx, side: 'follower' | 'following', id: Id, active: boolean): Promise<void> => {
  let changed: number;
  do {
    changed = await tx('follows')
      .where({ [`${side}_id`]: id, [`${side}_active`]: !active })
      .limit(chunk)
      .update({ [`${side}_active`]: active });
  } while (changed === chunk);
};
