import type { Db } from '../mysql/database.ts';

export interface Lease {
  readonly worker: number;
  readonly holder: string;
  /** No id that this worker made before has a later time, ms since 1970. */
  readonly usedUntil: number;
  /** The last time its ids may carry now; written down before the first one is made. */
  readonly mayUse: number;
}

const until = (milliseconds: number) => milliseconds * 1_000;
const isFree = 'leased_until <= UTC_TIMESTAMP(3)';
const takenUntil = 'UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND';

/**
 * Takes a free worker number, or gives undefined when all are taken. `now` is the holder's clock. Each candidate is taken by one
 * conditional statement, from a random one on, so that processes which start together neither wait for each other nor share one.
 */
export const takeLease = async (db: Db, holder: string, leaseMs: number, now: number): Promise<Lease | undefined> => {
  const free = await db('id_workers')
    .whereRaw(isFree)
    .orderByRaw('RAND()')
    .select<{ worker: number; used_until: number }[]>('worker', 'used_until');
  for (const { worker, used_until: usedUntil } of free) {
    const mayUse = Math.max(now, usedUntil) + leaseMs;
    const taken = await db('id_workers')
      .where({ worker, used_until: usedUntil })
      .whereRaw(isFree)
      .update({ holder, leased_until: db.raw(takenUntil, [until(leaseMs)]), used_until: mayUse });
    if (taken === 1) return { worker, holder, usedUntil, mayUse };
  }
  return undefined;
};

/** Holds on to a worker number; false when it was lost. */
export const renewLease = async (db: Db, lease: Lease, leaseMs: number, mayUse: number): Promise<boolean> => {
  const rows = await db('id_workers')
    .where({ worker: lease.worker, holder: lease.holder })
    .whereRaw('leased_until > UTC_TIMESTAMP(3)')
    .update({
      leased_until: db.raw(takenUntil, [until(leaseMs)]),
      used_until: db.raw('GREATEST(used_until, ?)', [mayUse]),
    });
  return rows === 1;
};

/** Gives a worker number back, saying up to which time its ids really go. */
export const endLease = async (db: Db, lease: Lease, usedUntil: number): Promise<void> => {
  await db('id_workers')
    .where({ worker: lease.worker, holder: lease.holder })
    .update({ holder: null, leased_until: db.raw('UTC_TIMESTAMP(3)'), used_until: usedUntil });
};
