import { transaction, type Actor, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { Account } from '../domain/account.ts';
import { assertProves } from '../policy.ts';
import * as sessions from './sessions.ts';
import * as users from './users.ts';

/** Whoever has just proved that it is them, and what time it was when their account was held. */
export interface Proved {
  readonly account: Account;
  readonly at: Date;
}

/**
 * Holds the caller's account and session until the transaction ends. Throws `unauthenticated` where one of them has ended, `authentication_old` unless
 * they have just proved that it is them. Of two changes at once the second sees what the first has ended.
 */
export const holdProved = async (tx: Tx, { clock }: Pick<Deps, 'clock'>, actor: Actor): Promise<Proved> => {
  const account = await users.byIdLocked(tx, actor.id);
  const session = await sessions.byIdShared(tx, actor.sessionId);
  const at = clock.now();
  return { account: assertProves(account, session, at), at };
};

/** The same in a transaction of its own: for reading, and before work that is not done for anybody else. */
export const assertProved = (deps: Pick<Deps, 'db' | 'clock'>, actor: Actor): Promise<Proved> =>
  transaction(deps.db, (tx) => holdProved(tx, deps, actor));
