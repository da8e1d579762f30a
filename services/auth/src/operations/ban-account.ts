import { contract } from '@concord/contracts';
import { handler, ok, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { statusUnder, type Sanction } from '../domain/sanction.ts';
import { decideSanction, subjectOf } from '../staff-policy.ts';
import { impose } from '../store/sanctioning.ts';
import { holdPair } from '../store/staff.ts';
import { managedAccountView } from '../views/managed-account.ts';

export const banAccount = handler(
  contract.auth.banAccount,
  ({ db, ids, mails, clock }: Deps) =>
    async ({ actor, params, body: { reason }, request }) => {
      const [account, sanction] = await transaction(db, async (tx) => {
        const pair = await holdPair(tx, actor.id, params.id);
        const account = subjectOf(decideSanction('accounts.ban', pair.actor, pair.subject), pair.subject);
        const sanction: Sanction = {
          ...{ kind: 'ban', reason, userId: account.id, actorId: actor.id },
          ...{ since: clock(), endsAt: null },
        };
        await impose(tx, { ids, mails, clock }, { account, sanction, request });
        return [account, sanction] as const;
      });
      return ok(managedAccountView(actor.roles)({ ...account, status: statusUnder(sanction) }, sanction));
    },
);
