import { contract } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { holdSubject, lift } from '../store/sanctioning.ts';

export const liftBan = handler(
  contract.auth.liftBan,
  ({ db, ids, mails, clock }: Deps) =>
    async ({ actor, params, query: { reason = null }, request }) => {
      await transaction(db, async (tx) => {
        const account = await holdSubject(tx, 'accounts.ban', { actorId: actor.id, subjectId: params.id });
        if (account.status === 'banned')
          await lift(tx, { ids, mails }, { account, actorId: actor.id, reason, at: clock.now(), request });
      });
      return noContent();
    },
);
