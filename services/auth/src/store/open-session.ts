import { errors } from '@concord/contracts';
import { transaction, type RequestFacts, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { Account } from '../domain/account.ts';
import type { Entrance } from '../domain/proof-code.ts';
import { hashOf, newRefreshToken, type RefreshToken } from '../domain/refresh-token.ts';
import { newSession, type Session } from '../domain/session.ts';
import * as auditLog from './audit-log.ts';
import * as identities from './identities.ts';
import * as revocations from './revocations.ts';
import * as sessions from './sessions.ts';
import * as users from './users.ts';

interface Opened {
  readonly session: Session;
  readonly refreshToken: RefreshToken;
  /** The account's, as they are when it is opened. */
  readonly roles: readonly string[];
}

/** Who somebody proved to be, and by what: it must still be so when the session begins. */
export type Proven = Pick<Account, 'id'> &
  ({ readonly passwordHash: Account['passwordHash'] } | { readonly entrance: Entrance });

const assertStillProven = async (tx: Tx, proven: Proven): Promise<void> => {
  if ('passwordHash' in proven) {
    if (!(await users.keepsHash(tx, proven.id, proven.passwordHash))) throw errors.credentialsWrong();
    return;
  }
  const { identityId, timesRevoked } = proven.entrance;
  const isLinked = await identities.isOf(tx, identityId, proven.id);
  if (!isLinked || (await revocations.timesRevoked(tx, proven.id)) !== timesRevoked) throw errors.codeInvalid();
};

/**
 * Opens a session of somebody who has proved who they are, and writes it down. Throws `forbidden` where the account is not active any more,
 * `credentials_wrong` where it no longer has the password that was the proof, `code_invalid` where the identity is gone that it was got by, or all
 * sessions were ended since. It begins when the account is held: tokens of that time are older than
 * whatever ends all sessions after.
 */
export const openSession = async (
  { db, ids, clock }: Pick<Deps, 'db' | 'ids' | 'clock'>,
  proven: Proven,
  request: RequestFacts,
): Promise<Opened> => {
  const refreshToken = newRefreshToken();
  const hashes = { family: hashOf(refreshToken.family), token: hashOf(refreshToken.secret) };
  const [session, roles] = await transaction(db, async (tx) => {
    const roles = await users.rolesWhileActive(tx, proven.id);
    if (roles === undefined) throw errors.forbidden('This account is not active');
    await assertStillProven(tx, proven);
    const session = newSession({ id: ids.next(), userId: proven.id, at: clock.now(), request });
    await sessions.insert(tx, session, hashes);
    await auditLog.record(tx, ids, {
      ...{ action: 'logged_in', userId: session.userId, sessionId: session.id },
      ...{ request, at: session.createdAt },
    });
    return [session, roles] as const;
  });
  return { session, refreshToken, roles };
};
