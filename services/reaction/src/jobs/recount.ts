import { holdPerson } from '@concord/community';
import type { Id } from '@concord/contracts';
import { repeated, transaction, type Db, type Part } from '@concord/platform';
import { reactionCounts } from '../store/reaction-counts.ts';
import { recountReactions } from '../store/reactions.ts';
import { endRecount, pendingRecounts, type PendingRecount } from '../store/recounts.ts';

/** Large transactions are held whole by the pipeline, and the lock on the account keeps its changes waiting. */
const chunk = 1_000;
const everyMs = 1_000;

/**
 * Makes all reactions of an account count, or none, as the account stands.
 *
 * May be interrupted anywhere and begun again by anyone: the request stays until nothing is left to do for its number, a reaction is
 * marked and its count changed in one transaction, and each chunk reads the account anew.
 */
export const advance = async (db: Db, pending: PendingRecount, stopped: () => boolean = () => false): Promise<void> => {
  while (await recountChunk(db, pending.userId)) if (stopped()) return;
  await transaction(db, (tx) => endRecount(tx, pending));
};

/** Whether there was anything to do. */
const recountChunk = (db: Db, userId: Id): Promise<boolean> =>
  transaction(db, async (tx) => {
    const person = await holdPerson(tx, userId);
    if (person === null) return false;
    const counted = person.status === 'active';
    const targets = await recountReactions(tx, { userId, counted, limit: chunk });
    await reactionCounts.addAll(tx, targets, counted ? 1 : -1);
    return targets.length > 0;
  });

/** Advances all that is pending, once. */
export const advanceAll = async (db: Db, stopped: () => boolean = () => false): Promise<void> => {
  for (const pending of await pendingRecounts(db)) await advance(db, pending, stopped);
};

/** Looks once a second whether reactions of an account count that should not, or do not that should. */
export const recounter = (db: Db): Part =>
  repeated({ name: 'recounts', everyMs, work: (stopped) => advanceAll(db, stopped) });
