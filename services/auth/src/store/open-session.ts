import { errors } from '@concord/contracts';
import { transaction, type RequestFacts } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { Account } from '../domain/account.ts';
import { hashOf, newRefreshToken, type RefreshToken } from '../domain/refresh-token.ts';
import { newSession, type Session } from '../domain/session.ts';
import * as auditLog from './audit-log.ts';
import * as sessions from './sessions.ts';
import * as users from './users.ts';

interface Opened {
  readonly session: Session;
  readonly refreshToken: RefreshToken;
  /** The account's, as they are when it is opened. */
  readonly roles: readonly string[];
}

/**
 * Opens a session of somebody who has proved who they are, and writes it down. Throws `forbidden` where the account is not active any more,
 * `credentials_wrong` where it no longer has the password that was the proof. It begins when the account is held: tokens of that time are older than
 * whatever ends all sessions after.
 */
export const openSession = async (
  { db, ids, clock }: Pick<Deps, 'db' | 'ids' | 'clock'>,
  account: Pick<Account, 'id'> & { readonly passwordHash?: Account['passwordHash'] },
  request: RequestFacts,
): Promise<Opened> => {
  const refreshToken = newRefreshToken();
  const hashes = { family: hashOf(refreshToken.family), token: hashOf(refreshToken.secret) };
  const [session, roles] = await transaction(db, async (tx) => {
    const roles = await users.rolesWhileActive(tx, account.id);
    if (roles === undefined) throw errors.forbidden('This account is not active');
    if (account.passwordHash !== undefined && !(await users.keepsHash(tx, account.id, account.passwordHash)))
      throw errors.credentialsWrong();
    const session = newSession({ id: ids.next(), userId: account.id, at: clock(), request });
    await sessions.insert(tx, session, hashes);
    await auditLog.record(tx, ids, {
      ...{ action: 'logged_in', userId: session.userId, sessionId: session.id },
      ...{ request, at: session.createdAt },
    });
    return [session, roles] as const;
  });
  return { session, refreshToken, roles };
};
