import { contract } from '@concord/contracts';
import { accepted, handler, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { normalEmail } from '../domain/account.ts';
import { inEvenTime } from '../domain/even-time.ts';
import { assertSendsMail, isToBeVerified } from '../policy.ts';
import { sendToken } from '../store/send-token.ts';
import * as users from '../store/users.ts';

/** Each address is counted and looked for, and each answer waits for an even time: which of them got a mail cannot be told. */
export const requestEmailVerification = handler(
  contract.auth.requestEmailVerification,
  (deps: Deps) =>
    ({ body }) =>
      inEvenTime(async () => {
        assertSendsMail(deps.mails);
        const email = normalEmail(body.email);
        const allowed = await deps.mails.mayAskFor('verify', email);
        await transaction(deps.db, async (tx) => {
          const account = await users.byLogin(tx, { email });
          if (allowed && isToBeVerified(account))
            await sendToken(tx, deps, { userId: account.id, purpose: 'verify', address: email, at: deps.clock.now() });
        });
        return accepted({ email });
      }),
);
