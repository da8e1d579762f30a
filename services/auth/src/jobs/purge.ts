import { logger, type Db, type Part } from '@concord/platform';
import type { Clock } from '../domain/clock.ts';
import { removeExpired } from '../store/expired.ts';

interface PurgeOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly intervalMs: number;
}

/** Deletes what has long expired, from time to time; a turn that fails is left to the next. Every process may run it. */
export const purge = ({ db, clock, intervalMs }: PurgeOptions): Part => {
  const log = logger('purge');
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();

  const turn = async (): Promise<void> => {
    try {
      const removed = await removeExpired(db, clock());
      if (removed > 0) log.info({ removed }, 'deleted what has long expired');
    } catch (error) {
      log.warn({ err: error }, 'nothing deleted this time');
    }
  };
  const plan = (): void => {
    timer = setTimeout(() => {
      underWay = turn().finally(() => timer && plan());
    }, intervalMs).unref();
  };

  return {
    name: 'purge',
    start: () => {
      plan();
      return Promise.resolve();
    },
    stop: async () => {
      clearTimeout(timer);
      timer = undefined;
      await underWay;
    },
  };
};
