import { contract, errors } from '@concord/contracts';
import { handler, noContent, transaction, type RequestFacts, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { Account } from '../domain/account.ts';
import { oneTimeHash } from '../domain/one-time-token.ts';
import { notify } from '../mails/notify.ts';
import * as auditLog from '../store/audit-log.ts';
import { assertHolds } from '../store/holder.ts';
import * as oneTimeTokens from '../store/one-time-tokens.ts';
import * as users from '../store/users.ts';

interface Change {
  readonly before: Account;
  readonly address: string;
  readonly at: Date;
}

/** Whoever took the account over by its old address is not the only one who learns of it. */
const tellBoth = async (tx: Tx, { mails }: Deps, { before, address, at }: Change): Promise<void> => {
  if (before.email === address) return;
  const telling = { account: before.id, notice: { type: 'email_changed' }, at } as const;
  await notify(tx, mails, { ...telling, to: before });
  await notify(tx, mails, telling);
};

const change = async (tx: Tx, deps: Deps, token: Buffer, request: RequestFacts): Promise<void> => {
  const at = deps.clock.now();
  const proof = await oneTimeTokens.use(tx, { purpose: 'change_email', hash: token, now: at });
  const before = proof && (await users.byId(tx, proof.userId));
  if (proof === undefined || before === undefined) throw errors.linkInvalid();
  if (!(await users.changeEmail(tx, before.id, proof.address, at))) throw errors.linkInvalid();
  await oneTimeTokens.endAllOf(tx, before.id);
  await tellBoth(tx, deps, { before, address: proof.address, at });
  await auditLog.record(tx, deps.ids, {
    ...{ action: 'email_changed', userId: before.id, at },
    request,
  });
};

export const confirmEmailChange = handler(
  contract.auth.confirmEmailChange,
  (deps: Deps) =>
    async ({ actor, body: { token, password }, request }) => {
      const hash = oneTimeHash(token);
      const proof = await oneTimeTokens.look(deps.db, { purpose: 'change_email', hash, now: deps.clock.now() });
      if (proof === undefined) throw errors.linkInvalid();
      await assertHolds(deps, proof.userId, { actor, password, request });
      await transaction(deps.db, (tx) => change(tx, deps, hash, request));
      return noContent();
    },
);
