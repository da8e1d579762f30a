import { erasingServices } from '@concord/contracts';
import { gauge, logger, repeated, transaction, type Db, type Part } from '@concord/platform';
import { later, minute, type Clock } from '../domain/clock.ts';
import { tellAgain, unanswered, waitedFor } from '../store/deletions.ts';

interface WatchOptions {
  readonly db: Db;
  readonly clock: Clock;
}

const everyMs = 5_000;
const perTurn = 100;
/** Far longer than a service that works needs. */
const toldAgainAfterMs = 10 * minute;

const log = logger('deletions');

const oldest = gauge({
  name: 'concord_deletions_oldest_seconds',
  help: 'Age of the oldest deletion of an account that waits for a service; 0 where none does',
  labelNames: ['service'],
});

const measure = async ({ db, clock }: WatchOptions): Promise<void> => {
  const ages = await waitedFor(db, clock.now());
  for (const service of erasingServices) oldest.set({ service }, ages.get(service) ?? 0);
};

/** One turn: measures, and tells the services again of deletions that have been running for long. */
export const watchOnce = async (options: WatchOptions, stopped: () => boolean = () => false): Promise<void> => {
  const { db, clock } = options;
  await measure(options);
  const now = clock.now();
  const since = later(now, -toldAgainAfterMs);
  for (const id of await unanswered(db, since, perTurn)) {
    if (stopped()) return;
    await transaction(db, (tx) => tellAgain(tx, id, { since, now }));
    log.warn({ deletion: id }, 'not complete yet; told its services again');
  }
};

/**
 * Measures how long deletions wait for which service, and tells them all again every ten minutes: a service may have given up the event, or auth
 * its answer. Every process may run it.
 */
export const watchDeletions = (options: WatchOptions): Part =>
  repeated({ name: 'deletions', everyMs, work: (stopped) => watchOnce(options, stopped) });
