import { contract } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { decideSanction, subjectOf } from '../staff-policy.ts';
import { lift } from '../store/sanctioning.ts';
import { holdPair } from '../store/staff.ts';

export const liftSuspension = handler(
  contract.auth.liftSuspension,
  ({ db, ids, mails, clock }: Deps) =>
    async ({ actor, params, query: { reason = null }, request }) => {
      await transaction(db, async (tx) => {
        const pair = await holdPair(tx, actor.id, params.id);
        const account = subjectOf(decideSanction('accounts.suspend', pair.actor, pair.subject), pair.subject);
        if (account.status === 'suspended')
          await lift(tx, { ids, mails }, { account, actorId: actor.id, reason, at: clock(), request });
      });
      return noContent();
    },
);
