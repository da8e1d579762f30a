import { contract } from '@concord/contracts';
import { accepted, handler, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { normalEmail } from '../domain/account.ts';
import { inEvenTime } from '../domain/even-time.ts';
import { assertSendsMail, mayReset } from '../policy.ts';
import * as auditLog from '../store/audit-log.ts';
import { sendToken } from '../store/send-token.ts';
import * as users from '../store/users.ts';

/** As much is done for an unknown address as for a known one but one row of a mail, and each answer waits for an even time. */
export const requestPasswordReset = handler(
  contract.auth.requestPasswordReset,
  (deps: Deps) =>
    ({ body, request }) =>
      inEvenTime(async () => {
        assertSendsMail(deps.mails);
        const [email, at] = [normalEmail(body.email), deps.clock.now()];
        const allowed = await deps.mails.mayAskFor('reset', email);
        await transaction(deps.db, async (tx) => {
          const account = await users.byLogin(tx, { email });
          await auditLog.record(tx, deps.ids, {
            ...{ action: 'password_reset_asked', userId: account?.id ?? null, at },
            request,
          });
          if (allowed && mayReset(account))
            await sendToken(tx, deps, { userId: account.id, purpose: 'reset', address: email, at });
        });
        return accepted({ email });
      }),
);
