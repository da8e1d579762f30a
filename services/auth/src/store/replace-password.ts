import { errors, type Id } from '@concord/contracts';
import type { Ids, RequestFacts, Tx } from '@concord/platform';
import type { EndReason } from '../domain/session.ts';
import type { Mails } from '../mails/mails.ts';
import { notify } from '../mails/notify.ts';
import { endAllSessions } from './end-session.ts';
import * as oneTimeTokens from './one-time-tokens.ts';
import * as users from './users.ts';

interface Replacement {
  readonly userId: Id;
  readonly passwordHash: string;
  readonly reason: Extract<EndReason, 'password_changed' | 'password_reset'>;
  readonly at: Date;
  readonly request: RequestFacts;
}

/** Gives an account a new password, ends every session and everything that was sent by mail, and tells the owner. Throws `forbidden` where it is deleted. */
export const replacePassword = async (
  tx: Tx,
  { ids, mails }: { readonly ids: Ids; readonly mails: Mails },
  { userId, passwordHash, reason, at, request }: Replacement,
): Promise<void> => {
  if (!(await users.changePassword(tx, userId, passwordHash, at))) throw errors.forbidden('This account is not active');
  await oneTimeTokens.endAllOf(tx, userId);
  await endAllSessions(tx, ids, { userId, reason, at, request });
  await notify(tx, mails, { account: userId, notice: { type: 'password_changed' }, at });
};
