import { holdPerson } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Db, Part, Pass } from '@concord/platform';
import { reactionCounts } from '../store/reaction-counts.ts';
import { recountReactions } from '../store/reactions.ts';
import { recounts } from '../store/recounts.ts';

/** Large transactions are held whole by the pipeline, and the lock on the account keeps its changes waiting. */
const limit = 1_000;

/**
 * Makes all reactions of an account count, or none, as the account stands. A reaction is marked and its count changed in one transaction, and
 * each step reads the account anew; it needs no place, since it looks for those that count otherwise.
 */
export const recountPass: Pass<{ readonly user_id: Id }, true> = {
  step: async (tx, { user_id: userId }) => {
    const person = await holdPerson(tx, userId);
    if (person === null) return null;
    const counted = person.status === 'active';
    const targets = await recountReactions(tx, { userId, counted, limit });
    const change = counted ? 1 : -1;
    await reactionCounts.addAll(
      tx,
      targets.map((target) => [target, change]),
    );
    return targets.length > 0 ? true : null;
  },
};

/** Recounts reactions that count and should not, or do not and should. */
export const recounter = (db: Db): Part => recounts.worker(db, recountPass);
