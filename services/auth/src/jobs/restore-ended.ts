import { logger, repeated, transaction, type Part } from '@concord/platform';
import type { Id } from '@concord/contracts';
import type { Deps } from '../deps.ts';
import { lift } from '../store/sanctioning.ts';
import * as sanctions from '../store/sanctions.ts';
import { holdAccount } from '../store/staff.ts';

type RestoreOptions = Pick<Deps, 'db' | 'ids' | 'mails' | 'clock'>;

const everyMs = 1_000;
const perTurn = 100;
const log = logger('restore');

/** Looks again at the row that it holds: somebody may have lifted the suspension meanwhile, or made another one of it. */
const restore = ({ db, ids, mails, clock }: RestoreOptions, id: Id): Promise<void> =>
  transaction(db, async (tx) => {
    const account = await holdAccount(tx, id);
    const endsAt = (await sanctions.byUser(tx, id))?.endsAt ?? null;
    const at = clock.now();
    if (account?.status !== 'suspended' || endsAt === null || endsAt > at) return;
    await lift(tx, { ids, mails }, { account, actorId: null, reason: null, at, request: null });
    log.info({ account: id }, 'active again: the suspension has ended');
  });

/** Makes accounts active again whose suspension was for a time. Every process may run it. */
export const restoreEnded = (options: RestoreOptions): Part =>
  repeated({
    name: 'restore',
    everyMs,
    work: async (stopped) => {
      for (const id of await sanctions.ended(options.db, options.clock.now(), perTurn))
        if (!stopped()) await restore(options, id);
    },
  });
