import { contract, errors } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { titleOf } from '../domain/identity.ts';
import { notify } from '../mails/notify.ts';
import { assertKeepsCredential, assertRecent } from '../policy.ts';
import * as auditLog from '../store/audit-log.ts';
import * as identities from '../store/identities.ts';
import * as sessions from '../store/sessions.ts';
import * as users from '../store/users.ts';

/** The account is locked first: of two calls at once that would leave nothing, the second finds the last one. */
export const unlinkIdentity = handler(
  contract.auth.unlinkIdentity,
  ({ db, ids, mails, clock }: Deps) =>
    async ({ actor, params, request }) => {
      assertRecent(await sessions.byId(db, actor.sessionId), clock());
      await transaction(db, async (tx) => {
        const account = await users.byIdLocked(tx, actor.id);
        const held = await identities.ofAccount(tx, actor.id);
        const unlinked = held.find(({ id }) => id === params.id);
        if (unlinked === undefined) throw errors.notFound();
        assertKeepsCredential(account, held);
        await identities.remove(tx, params.id);
        const from = { address: request.address, device: request.userAgent, at: clock() };
        const entry = { id: ids.next(), userId: actor.id, sessionId: actor.sessionId, ...from };
        await auditLog.record(tx, { ...entry, action: 'identity_unlinked' });
        const notice = { type: 'identity_unlinked', provider: titleOf(unlinked.provider) } as const;
        await notify(tx, mails, { account: actor.id, notice, at: clock() });
      });
      return noContent();
    },
);
