import type { Id } from '@concord/contracts';
import type { Ids, RequestFacts, Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { EndReason, Session } from '../domain/session.ts';
import * as auditLog from './audit-log.ts';
import * as revocations from './revocations.ts';
import * as sessions from './sessions.ts';
import * as users from './users.ts';

interface Ending {
  readonly session: Pick<Session, 'id' | 'userId'>;
  readonly reason: EndReason;
  readonly at: Date;
  readonly request: RequestFacts;
}

/** Ends a session once: its row, the revocation that verifiers learn of, and the audit. False, and nothing happens, where it has ended. */
export const endSession = async (tx: Tx, ids: Ids, { session, reason, at, request }: Ending): Promise<boolean> => {
  if (!(await sessions.markEnded(tx, session.id, reason, at))) return false;
  await revocations.revokeSession(tx, { id: ids.next(), sessionId: session.id, at });
  await auditLog.record(tx, ids, { action: reason, userId: session.userId, sessionId: session.id, request, at });
  return true;
};

export interface Expulsion {
  readonly userId: Id;
  readonly reason: EndReason;
  readonly request: auditLog.Origin;
  /** Who did it, and why, where it was somebody else. */
  readonly by?: Pick<auditLog.Audited, 'actorId' | 'reason' | 'detail'>;
}

/**
 * Ends every session of an account, and with them every access token that was issued until now. The time is told here, when the account is
 * held: whoever is given a token holds it too, so none is younger. Gives that time.
 */
export const endAllSessions = async (
  tx: Tx,
  { ids, clock }: Pick<Deps, 'ids' | 'clock'>,
  { userId, reason, request, by }: Expulsion,
): Promise<Date> => {
  await users.byIdLocked(tx, userId);
  const at = clock.now();
  await sessions.markAllEnded(tx, userId, reason, at);
  await revocations.revokeAccount(tx, { id: ids.next(), userId, at });
  await auditLog.record(tx, ids, { action: reason, userId, request, at, ...by });
  return at;
};
