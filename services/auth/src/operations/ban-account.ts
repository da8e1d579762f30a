import { contract } from '@concord/contracts';
import { handler, ok, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { statusUnder, type Sanction } from '../domain/sanction.ts';
import { holdSubject, impose } from '../store/sanctioning.ts';
import { managedAccountView } from '../views/managed-account.ts';

export const banAccount = handler(
  contract.auth.banAccount,
  ({ db, ids, mails, clock }: Deps) =>
    async ({ actor, params, body: { reason }, request }) => {
      const [account, sanction] = await transaction(db, async (tx) => {
        const account = await holdSubject(tx, 'accounts.ban', { actorId: actor.id, subjectId: params.id });
        const sanction: Sanction = {
          ...{ kind: 'ban', reason, userId: account.id, actorId: actor.id },
          ...{ since: clock.now(), endsAt: null },
        };
        await impose(tx, { ids, mails, clock }, { account, sanction, request });
        return [account, sanction] as const;
      });
      return ok(managedAccountView(actor.roles)({ ...account, status: statusUnder(sanction) }, sanction));
    },
);
