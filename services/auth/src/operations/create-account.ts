import { contract, errors, events, type Id } from '@concord/contracts';
import { accepted, handler, publish, transaction, type RequestFacts, type Tx } from '@concord/platform';
import { isCommonPassword } from '../credentials/common-passwords.ts';
import type { Deps } from '../deps.ts';
import { newAccount, type Account } from '../domain/account.ts';
import { inEvenTime } from '../domain/even-time.ts';
import { assertMayChoose } from '../policy.ts';
import * as auditLog from '../store/audit-log.ts';
import { sendToken } from '../store/send-token.ts';
import * as reservations from '../store/username-reservations.ts';
import * as users from '../store/users.ts';

interface SignUp {
  readonly account: Account;
  readonly request: RequestFacts;
  /** Whether the address may be mailed once more. */
  readonly allowed: boolean;
}

/** The address is told which it was: whose it is learns of the account that was made, or of the one that they have. */
const mail = async (tx: Tx, deps: Deps, { account, allowed }: SignUp, knownId: Id | null): Promise<void> => {
  if (!allowed) return;
  if (knownId !== null) return deps.mails.enqueue(tx, { kind: 'sign_up_known', account: knownId });
  const { id: userId, email: address, createdAt: at } = account;
  await sendToken(tx, deps, { userId, purpose: 'verify', address, at });
};

/** Reserves the name in any case; makes the account unless its address has one. */
const signUp = async (tx: Tx, deps: Deps, given: SignUp): Promise<void> => {
  const { account, request } = given;
  if (!(await reservations.claim(tx, account.username, account.createdAt))) throw errors.usernameTaken();
  const isNew = await users.insert(tx, account);
  if (isNew) await publish(tx, events.accountCreated, account.id, { accountId: account.id, version: account.version });
  const knownId = isNew ? null : ((await users.idByEmail(tx, account.email)) ?? null);
  if (isNew || knownId !== null) await mail(tx, deps, given, knownId);
  await auditLog.record(tx, deps.ids, {
    action: isNew ? 'account_created' : 'sign_up_with_known_email',
    userId: isNew ? account.id : knownId,
    request,
    at: account.createdAt,
  });
};

export const createAccount = handler(
  contract.auth.createAccount,
  (deps: Deps) =>
    ({ body: { password, ...person }, request }) =>
      inEvenTime(async () => {
        const { db, ids, clock, passwords, mails, emailVerification } = deps;
        assertMayChoose(password, person, isCommonPassword);
        const passwordHash = await passwords.hash(password);
        const account = newAccount({ ...person, passwordHash, id: ids.next(), at: clock.now() });
        const allowed = await mails.mayAskFor('sign_up', account.email);
        await transaction(db, (tx) => signUp(tx, deps, { account, request, allowed }));
        return accepted({
          username: account.username,
          verification: emailVerification === 'off' ? ('none' as const) : ('by_mail' as const),
        });
      }),
);
