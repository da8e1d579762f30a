import { errors, type Id } from '@concord/contracts';
import type { RequestFacts, Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { EndReason } from '../domain/session.ts';
import { notify } from '../mails/notify.ts';
import { endAllSessions } from './end-session.ts';
import * as oneTimeTokens from './one-time-tokens.ts';
import * as users from './users.ts';

interface Replacement {
  readonly userId: Id;
  readonly passwordHash: string;
  readonly reason: Extract<EndReason, 'password_changed' | 'password_reset'>;
  readonly request: RequestFacts;
}

/** Gives an account a new password, ends every session and everything that was sent by mail, and tells the owner. Throws `forbidden` where it is deleted. */
export const replacePassword = async (
  tx: Tx,
  deps: Pick<Deps, 'ids' | 'clock' | 'mails'>,
  { userId, passwordHash, reason, request }: Replacement,
): Promise<void> => {
  if (!(await users.changePassword(tx, userId, passwordHash, deps.clock())))
    throw errors.forbidden('This account is not active');
  await oneTimeTokens.endAllOf(tx, userId);
  const at = await endAllSessions(tx, deps, { userId, reason, request });
  await notify(tx, deps.mails, { account: userId, notice: { type: 'password_changed' }, at });
};
