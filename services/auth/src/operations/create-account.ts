import { setTimeout as wait } from 'node:timers/promises';
import { contract, errors, events } from '@concord/contracts';
import { accepted, handler, publish, transaction, type Ids, type RequestFacts, type Tx } from '@concord/platform';
import { isCommonPassword } from '../credentials/common-passwords.ts';
import type { Deps } from '../deps.ts';
import { newAccount, type Account } from '../domain/account.ts';
import { evenDelay } from '../domain/even-time.ts';
import { assertMayChoose } from '../policy.ts';
import * as auditLog from '../store/audit-log.ts';
import * as reservations from '../store/username-reservations.ts';
import * as users from '../store/users.ts';

/** Reserves the name in any case; makes the account unless its address has one. */
const signUp = async (tx: Tx, ids: Ids, account: Account, request: RequestFacts): Promise<void> => {
  if (!(await reservations.claim(tx, account.username, account.createdAt))) throw errors.usernameTaken();
  const isNew = await users.insert(tx, account);
  if (isNew) await publish(tx, events.accountCreated, account.id, { accountId: account.id, version: account.version });
  await auditLog.record(tx, {
    id: ids.next(),
    action: isNew ? 'account_created' : 'sign_up_with_known_email',
    userId: isNew ? account.id : ((await users.idByEmail(tx, account.email)) ?? null),
    sessionId: null,
    address: request.address,
    device: request.userAgent,
    at: account.createdAt,
  });
};

export const createAccount = handler(
  contract.auth.createAccount,
  ({ db, ids, clock, passwords, emailVerification }: Deps) =>
    async ({ body: { password, ...person }, request }) => {
      const started = performance.now();
      assertMayChoose(password, person, isCommonPassword);
      const passwordHash = await passwords.hash(password);
      const account = newAccount({ ...person, passwordHash, id: ids.next(), at: clock() });
      await transaction(db, (tx) => signUp(tx, ids, account, request));
      await wait(evenDelay(performance.now() - started));
      return accepted({
        username: account.username,
        verification: emailVerification === 'off' ? ('none' as const) : ('by_mail' as const),
      });
    },
);
