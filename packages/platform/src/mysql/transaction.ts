import { setTimeout as wait } from 'node:timers/promises';
import type { Db, Tx } from './database.ts';
import { isContention, mapError, tooContended } from './errors.ts';

const attempts = 5;

/**
 * Runs `work` in one READ COMMITTED transaction: committed when it returns, rolled back when it throws.
 * A deadlock or lock timeout runs `work` again, up to five times with jitter, so it must have no other effects;
 * after that, and when MySQL is away, it throws `errors.unavailable`.
 */
export const transaction = async <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(work);
    } catch (error) {
      if (!isContention(error)) throw mapError(error);
      if (attempt === attempts) throw tooContended(error);
      await wait(2 ** attempt * 5 * (0.5 + Math.random()));
    }
  }
};
