import type { RequestFacts, Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { Account } from '../domain/account.ts';
import { titleOf } from '../domain/identity.ts';
import type { EndReason } from '../domain/session.ts';
import { notify } from '../mails/notify.ts';
import { isUnproved } from '../policy.ts';
import { endAllSessions } from './end-session.ts';
import * as identities from './identities.ts';
import * as oneTimeTokens from './one-time-tokens.ts';
import { takeOver } from './take-over.ts';
import * as users from './users.ts';

interface Replacement {
  /** Held by the caller, and not deleted. */
  readonly account: Account;
  readonly passwordHash: string;
  readonly reason: Extract<EndReason, 'password_changed' | 'password_reset'>;
  readonly request: RequestFacts;
}

const replace = async (
  tx: Tx,
  deps: Pick<Deps, 'ids' | 'clock'>,
  { account, passwordHash, reason, request }: Replacement,
): Promise<Date> => {
  const at = await endAllSessions(tx, deps, { userId: account.id, reason, request });
  await users.changePassword(tx, account.id, passwordHash, at);
  await oneTimeTokens.endAllOf(tx, account.id);
  return at;
};

/**
 * Gives an account a new password, ends every session and everything that was sent by mail, and tells the owner, and by which providers one gets in.
 * Chosen by mail it takes an account over whose address nobody had proved.
 */
export const replacePassword = async (
  tx: Tx,
  deps: Pick<Deps, 'ids' | 'clock' | 'mails'>,
  replacement: Replacement,
): Promise<void> => {
  const { account, passwordHash, reason, request } = replacement;
  const at =
    reason === 'password_reset' && isUnproved(account)
      ? await takeOver(tx, deps, { userId: account.id, passwordHash, reason, request })
      : await replace(tx, deps, replacement);
  const providers = (await identities.ofAccount(tx, account.id)).map(({ provider }) => titleOf(provider));
  const notice = { type: 'password_changed' as const, providers: [...new Set(providers)] };
  await notify(tx, deps.mails, { account: account.id, notice, at });
};
