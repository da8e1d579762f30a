import { contract } from '@concord/contracts';
import { handler, ok, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { decideRoles, subjectOf } from '../staff-policy.ts';
import { changeRoles } from '../store/change-roles.ts';
import * as sanctions from '../store/sanctions.ts';
import { holdAccount, holdActiveAdmins, holdPair } from '../store/staff.ts';
import { managedAccountView } from '../views/managed-account.ts';

/** The time is told when the rows are held: no token can be given out later by who read the roles before. */
export const updateRoles = handler(
  contract.auth.updateRoles,
  ({ db, ids, mails, clock }: Deps) =>
    async ({ actor, params, body, request }) => {
      const [account, sanction] = await transaction(db, async (tx) => {
        const activeAdmins = await holdActiveAdmins(tx);
        const pair = await holdPair(tx, actor.id, params.id);
        const held = subjectOf(decideRoles({ ...pair, ...body, activeAdmins }), pair.subject);
        await changeRoles(tx, { ids, mails }, { ...body, account: held, actorId: actor.id, at: clock.now(), request });
        return [(await holdAccount(tx, held.id)) ?? held, await sanctions.byUser(tx, held.id)] as const;
      });
      return ok(managedAccountView(actor.roles)(account, sanction));
    },
);
