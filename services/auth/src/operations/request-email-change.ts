import { contract } from '@concord/contracts';
import { accepted, handler, transaction, type Actor, type RequestFacts, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { normalEmail, type Account } from '../domain/account.ts';
import { inEvenTime } from '../domain/even-time.ts';
import { notify } from '../mails/notify.ts';
import { assertSendsMail } from '../policy.ts';
import { assertProved, holdProved } from '../store/recent-proof.ts';
import * as auditLog from '../store/audit-log.ts';
import { sendToken } from '../store/send-token.ts';
import * as users from '../store/users.ts';

interface Change {
  readonly email: string;
  readonly allowed: boolean;
  /** Whether the present address may be told once more. */
  readonly mayTell: boolean;
  readonly at: Date;
}

/** The new address is asked whether it is theirs, or told that it has an account already. */
const mailNew = async (tx: Tx, deps: Deps, actor: Actor, { email, allowed, at }: Change): Promise<void> => {
  const holder = await users.byLogin(tx, { email });
  if (!allowed) return;
  if (holder === undefined || holder.id === actor.id)
    await sendToken(tx, deps, { userId: actor.id, purpose: 'change_email', address: email, at });
  else await deps.mails.enqueue(tx, { kind: 'address_taken', account: holder.id });
};

const ask = async (
  tx: Tx,
  deps: Deps,
  account: Account,
  change: Change,
  by: { actor: Actor; request: RequestFacts },
) => {
  const { actor, request } = by;
  await mailNew(tx, deps, actor, change);
  if (change.mayTell && change.email !== account.email)
    await notify(tx, deps.mails, { account: account.id, notice: { type: 'email_change_asked' }, at: change.at });
  await auditLog.record(tx, deps.ids, {
    ...{ action: 'email_change_asked', userId: account.id, sessionId: actor.sessionId },
    ...{ request, at: change.at },
  });
};

/** The proof is asked for before the address is counted, and again in the transaction of the change. */
export const requestEmailChange = handler(
  contract.auth.requestEmailChange,
  (deps: Deps) =>
    ({ actor, body, request }) =>
      inEvenTime(async () => {
        assertSendsMail(deps.mails);
        const { account: before } = await assertProved(deps, actor);
        const email = normalEmail(body.email);
        const allowed = await deps.mails.mayAskFor('change_email', email);
        const mayTell = await deps.mails.mayAskFor('email_change_asked', before.email);
        await transaction(deps.db, async (tx) => {
          const { account, at } = await holdProved(tx, deps, actor);
          await ask(tx, deps, account, { email, allowed, mayTell, at }, { actor, request });
        });
        return accepted({ email });
      }),
);
