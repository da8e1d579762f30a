import { randomUUID } from 'node:crypto';
import { errors, type Id } from '@concord/contracts';
import type { Part } from '../lifecycle/part.ts';
import type { Db } from '../mysql/database.ts';
import { logger } from '../telemetry/log.ts';
import { idGenerator, type Generator } from './generator.ts';
import { endLease, renewLease, takeLease, type Lease } from './lease.ts';

export interface Ids extends Part {
  /** A new id; `errors.unavailable` while this process holds no worker number. */
  next(): Id;
}

export interface IdOptions {
  /** How long a worker number stays taken when its process dies; 30 s unless told. Renewed three times as often. */
  readonly leaseMs?: number;
  readonly clock?: () => number;
}

interface Held {
  readonly lease: Lease;
  readonly generator: Generator;
  /** The last time an id may carry, by this process's clock. */
  mayUse: number;
  /** When the lease ends unless renewed, by the clock that never steps (`performance.now`). */
  endsAt: number;
}

/**
 * Ids for one service: the process leases one of 32 worker numbers from `id_workers` in the service's own database.
 * Two processes never make the same id: the lease ends here a little before it ends in MySQL, and every holder writes down
 * up to which time it may make ids before it makes them, so that its successor begins after that whatever the clocks say.
 */
export const leaseIds = (db: Db, { leaseMs = 30_000, clock = Date.now }: IdOptions = {}): Ids => {
  const log = logger('ids');
  const margin = Math.min(leaseMs / 10, 1_000);
  let held: Held | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = true;

  const take = async () => {
    const askedAt = performance.now();
    const lease = await takeLease(db, randomUUID(), leaseMs, clock());
    if (lease === undefined) {
      log.error('all 32 worker numbers are taken');
      return;
    }
    if (stopped) return endLease(db, lease, lease.usedUntil);
    held = {
      lease,
      generator: idGenerator(lease.worker, lease.usedUntil, clock),
      mayUse: lease.mayUse,
      endsAt: askedAt + leaseMs - margin,
    };
    log.info({ worker: lease.worker }, 'worker number leased');
  };

  const renew = async (current: Held) => {
    const askedAt = performance.now();
    const mayUse = Math.max(clock(), current.generator.lastTime()) + leaseMs;
    const kept = await renewLease(db, current.lease, leaseMs, mayUse);
    if (kept) return Object.assign(current, { mayUse, endsAt: askedAt + leaseMs - margin });
    held = undefined;
    log.warn({ worker: current.lease.worker }, 'worker number lost');
    await take();
  };

  const turn = async () => {
    try {
      await (held === undefined ? take() : renew(held));
    } catch (error) {
      log.warn({ err: error }, 'the lease of the worker number was not renewed');
    }
    if (!stopped) timer = setTimeout(() => void turn(), held === undefined ? 1_000 : leaseMs / 3).unref();
  };

  return {
    name: 'ids',
    next: () => {
      const id = held !== undefined && performance.now() < held.endsAt ? held.generator.next(held.mayUse) : undefined;
      if (id === undefined) throw errors.unavailable(undefined, { retryAfter: 1 });
      return id;
    },
    notReady: () => (held !== undefined && performance.now() < held.endsAt ? null : 'holds no worker number'),
    start: async () => {
      stopped = false;
      await turn();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      const last = held;
      held = undefined;
      if (last !== undefined) await endLease(db, last.lease, last.generator.lastTime()).catch(() => undefined);
    },
  };
};
