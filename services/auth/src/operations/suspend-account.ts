import { contract } from '@concord/contracts';
import { handler, ok, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { statusUnder, type Sanction } from '../domain/sanction.ts';
import { assertEndsLater, assertNotBanned } from '../staff-policy.ts';
import { holdSubject, impose } from '../store/sanctioning.ts';
import { managedAccountView } from '../views/managed-account.ts';

export const suspendAccount = handler(
  contract.auth.suspendAccount,
  ({ db, ids, mails, clock }: Deps) =>
    async ({ actor, params, body: { reason, until }, request }) => {
      assertEndsLater(until, clock.now());
      const [account, sanction] = await transaction(db, async (tx) => {
        const account = await holdSubject(tx, 'accounts.suspend', { actorId: actor.id, subjectId: params.id });
        assertNotBanned(account);
        const sanction: Sanction = {
          ...{ kind: 'suspension', reason, userId: account.id, actorId: actor.id },
          ...{ since: clock.now(), endsAt: until ?? null },
        };
        await impose(tx, { ids, mails, clock }, { account, sanction, request });
        return [account, sanction] as const;
      });
      return ok(managedAccountView(actor.roles)({ ...account, status: statusUnder(sanction) }, sanction));
    },
);
