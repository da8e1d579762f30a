import { logger, repeated, type Db, type Part } from '@concord/platform';
import type { Clock } from '../domain/clock.ts';
import { removeExpired } from '../store/expired.ts';

interface PurgeOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly intervalMs: number;
}

const log = logger('purge');

/** Deletes what has long expired, from time to time. Every process may run it. */
export const purge = ({ db, clock, intervalMs }: PurgeOptions): Part =>
  repeated({
    name: 'purge',
    everyMs: intervalMs,
    work: async () => {
      const removed = await removeExpired(db, clock.now());
      if (removed > 0) log.info({ removed }, 'deleted what has long expired');
    },
  });
