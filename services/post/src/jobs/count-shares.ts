import { repeated, transaction, type Db, type Part } from '@concord/platform';
import { changedShares, countShares } from '../store/shares.ts';

const everyMs = 500;

/** Counts the shares of every post that asks for it, once. May die anywhere: what asks is deleted with the number that answers it. */
export const countAllShares = async (db: Db, stopped: () => boolean = () => false): Promise<void> => {
  for (const postId of await changedShares(db)) {
    if (stopped()) return;
    await transaction(db, (tx) => countShares(tx, postId));
  }
};

/** However often a post is shared meanwhile, its row changes once a turn. */
export const shareCounter = (db: Db): Part =>
  repeated({ name: 'shares', everyMs, work: (stopped) => countAllShares(db, stopped) });
