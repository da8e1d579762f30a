import { contract, errors, type Id } from '@concord/contracts';
import { handler, noContent, transaction, type RequestFacts, type Tx } from '@concord/platform';
import { isCommonPassword } from '../credentials/common-passwords.ts';
import type { Deps } from '../deps.ts';
import type { Account } from '../domain/account.ts';
import { oneTimeHash } from '../domain/one-time-token.ts';
import { assertMayChoose, mayReset } from '../policy.ts';
import * as oneTimeTokens from '../store/one-time-tokens.ts';
import { replacePassword } from '../store/replace-password.ts';
import * as users from '../store/users.ts';

interface Reset {
  readonly userId: Id;
  readonly token: Buffer;
  readonly passwordHash: string;
  readonly request: RequestFacts;
}

/** Whose password a token may replace, before anything is done for it. */
const ownerOf = async ({ db, clock }: Deps, token: Buffer): Promise<Account> => {
  const proof = await oneTimeTokens.look(db, { purpose: 'reset', hash: token, now: clock.now() });
  const account = proof && (await users.byId(db, proof.userId));
  if (account === undefined) throw errors.linkInvalid();
  return account;
};

/** The account is held before the token, as whoever ends all tokens of an account does. */
const reset = async (tx: Tx, deps: Deps, { userId, token, passwordHash, request }: Reset): Promise<void> => {
  const account = await users.byIdLocked(tx, userId);
  const proof = await oneTimeTokens.use(tx, { purpose: 'reset', hash: token, now: deps.clock.now() });
  if (!mayReset(account) || proof?.address !== account.email) throw errors.linkInvalid();
  await replacePassword(tx, deps, { account, passwordHash, reason: 'password_reset', request });
};

/** A password that may not be chosen leaves the token as it is. Who was kept out by wrong guesses is let in again. */
export const confirmPasswordReset = handler(
  contract.auth.confirmPasswordReset,
  (deps: Deps) =>
    async ({ body, request }) => {
      const token = oneTimeHash(body.token);
      const account = await ownerOf(deps, token);
      assertMayChoose(body.password, account, isCommonPassword);
      const passwordHash = await deps.passwords.hash(body.password);
      await transaction(deps.db, (tx) => reset(tx, deps, { userId: account.id, token, passwordHash, request }));
      for (const login of [account.username, account.email]) await deps.guesses.forget(login);
      return noContent();
    },
);
