import type { Id } from '@concord/contracts';
import { repeated, transaction, type Db, type Part } from '@concord/platform';
import { endRemoval, removeNext, waitingRemovals, type Removal } from '../store/removals.ts';

const chunk = 500;
const everyMs = 100;

const removeAll = async (db: Db, now: () => Date, removal: Removal, stopped: () => boolean): Promise<void> => {
  let after: Id | null | undefined = 0;
  while (after !== null) {
    if (stopped()) return;
    const from: Id = after;
    after = await transaction(db, (tx) => removeNext(tx, removal, from, chunk, now()));
    if (after === undefined) return;
  }
  await transaction(db, (tx) => endRemoval(tx, removal));
};

/** Looks through all notifications whose subjects have changed, once. May be interrupted anywhere and begun again by anyone. */
export const removeWaiting = async (db: Db, now: () => Date, stopped: () => boolean = () => false): Promise<void> => {
  for (const removal of await waitingRemovals(db)) await removeAll(db, now, removal, stopped);
};

export const removals = (db: Db, now: () => Date): Part =>
  repeated({ name: 'removals', everyMs, work: (stopped) => removeWaiting(db, now, stopped) });
