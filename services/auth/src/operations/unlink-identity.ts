import { contract, errors } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { titleOf } from '../domain/identity.ts';
import { notify } from '../mails/notify.ts';
import { assertKeepsCredential } from '../policy.ts';
import { holdProved } from '../store/recent-proof.ts';
import * as auditLog from '../store/audit-log.ts';
import * as identities from '../store/identities.ts';

/** The account is locked first: of two calls at once that would leave nothing, the second finds the last one. */
export const unlinkIdentity = handler(
  contract.auth.unlinkIdentity,
  ({ db, ids, mails, clock }: Deps) =>
    async ({ actor, params, request }) => {
      await transaction(db, async (tx) => {
        const { account, at } = await holdProved(tx, { clock }, actor);
        const held = await identities.ofAccount(tx, actor.id);
        const unlinked = held.find(({ id }) => id === params.id);
        if (unlinked === undefined) throw errors.notFound();
        assertKeepsCredential(account, held);
        await identities.remove(tx, params.id);
        const by = { userId: actor.id, sessionId: actor.sessionId, request, at };
        await auditLog.record(tx, ids, { ...by, action: 'identity_unlinked' });
        const notice = { type: 'identity_unlinked', provider: titleOf(unlinked.provider) } as const;
        await notify(tx, mails, { account: actor.id, notice, at });
      });
      return noContent();
    },
);
