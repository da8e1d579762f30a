import { events, type Id } from '@concord/contracts';
import type { Db } from '@concord/platform';
import type { Alone } from './service-alone.ts';
import { toldSince } from './told.ts';

/** What a service does when an account is deleted; see `erasure` of @concord/community. */
interface Erasing {
  advance(db: Db, settleMs: number): Promise<unknown>;
}

export interface AccountGone {
  /** Lets the service learn it by the event. */
  learns(eventId?: string): Promise<void>;
  /** Lets the copy of people learn it. */
  isDeleted(): Promise<void>;
  /** Lets the worker go over its steps more often than it needs. */
  erased(): Promise<void>;
  /** How many things of each the service said it erased, for each time that it said so since it was last asked. */
  acknowledged(): Promise<unknown[]>;
}

/** The deletion of an account as a service alone meets it; `here` is asked for the service each time. */
export const accountGone = (
  here: () => Pick<Alone, 'db' | 'happen' | 'people'>,
  erasing: Erasing,
  id: Id,
): AccountGone => ({
  learns: (eventId) => here().happen(events.accountDeleted, { accountId: id, version: 2 }, eventId),
  isDeleted: () => here().people({ id, status: 'deleted', username: '', displayName: '', version: 2 }),
  erased: async () => {
    for (let turn = 0; turn < 4; turn += 1) await erasing.advance(here().db, 0);
  },
  acknowledged: async () =>
    (await toldSince(here().db))
      .filter(({ type }) => type === 'account.erased')
      .map(({ payload }) => payload['counts']),
});
