import { errors, type Id } from '@concord/contracts';
import type { Actor, RequestFacts } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { Account } from '../domain/account.ts';
import * as users from './users.ts';
import { recordRefusedLogin } from './refused-login.ts';

interface Holder {
  readonly actor: Actor | null;
  readonly password: string | undefined;
  readonly request: RequestFacts;
}

/** A wrong password is counted and written down as a refused login is: it is the same guess. */
const assertKnowsPassword = async (
  deps: Pick<Deps, 'db' | 'ids' | 'clock' | 'passwords' | 'guesses'>,
  { id, username, passwordHash }: Account,
  password: string,
  request: RequestFacts,
): Promise<void> => {
  await deps.guesses.assertOpen(username);
  const isRight = await deps.passwords.matches(passwordHash, password);
  await (isRight ? deps.guesses.assertOpen(username) : deps.guesses.countWrong(username));
  if (isRight) return;
  await recordRefusedLogin(deps, id, request);
  throw errors.credentialsWrong('The password is wrong');
};

/**
 * Whoever reads a mail has its address, but need not be who made the account that it is about. Throws `credentials_wrong` unless they have a session of the
 * account or its password.
 */
export const assertHolds = async (
  deps: Pick<Deps, 'db' | 'ids' | 'clock' | 'passwords' | 'guesses'>,
  accountId: Id,
  { actor, password, request }: Holder,
): Promise<void> => {
  if (actor?.id === accountId) return;
  if (password === undefined) throw errors.credentialsWrong('Log in to this account, or give its password');
  const account = await users.byId(deps.db, accountId);
  if (account === undefined) throw errors.linkInvalid();
  await assertKnowsPassword(deps, account, password, request);
};
