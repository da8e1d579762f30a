import type { Id } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';
import { later } from '../domain/clock.ts';
import { revocationLifetime } from '../domain/session.ts';

/** Tells every verifier, by the state stream, that access tokens of a session are not good any more. */
export const revokeSession = async (tx: Tx, revocation: { id: Id; sessionId: Id; at: Date }): Promise<void> => {
  await tx('revocations').insert({
    id: revocation.id,
    kind: 'session',
    subject_id: revocation.sessionId,
    revoked_at: revocation.at,
    expires_at: later(revocation.at, revocationLifetime),
    version: 1,
  });
};

/** The same of all access tokens that an account has been given until now. The row of an account stays one: it is captured. */
export const revokeAccount = async (tx: Tx, revocation: { id: Id; userId: Id; at: Date }): Promise<void> => {
  const { id, userId, at } = revocation;
  await tx('revocations')
    .insert({
      ...{ id, kind: 'user', subject_id: userId, version: 1 },
      ...{ revoked_at: at, expires_at: later(at, revocationLifetime) },
    })
    .onConflict()
    .merge({ revoked_at: at, expires_at: later(at, revocationLifetime), version: tx.raw('revocations.version + 1') });
};

/** Since when an account's access tokens are good: those that are not younger are not. Null where none was revoked. */
export const accountRevokedAt = async (reader: Reader, userId: Id): Promise<Date | null> => {
  const row = await reader('revocations')
    .where({ kind: 'user', subject_id: userId })
    .first<{ revoked_at: Date } | undefined>('revoked_at');
  return row?.revoked_at ?? null;
};

/**
 * How often that has happened. Whoever reads it while the account is held, and finds it the same when holding it again, knows that nothing ended all
 * sessions in between: no clock is asked.
 */
export const timesRevoked = async (reader: Reader, userId: Id): Promise<number> => {
  const row = await reader('revocations')
    .where({ kind: 'user', subject_id: userId })
    .first<{ version: number } | undefined>('version');
  return row?.version ?? 0;
};
