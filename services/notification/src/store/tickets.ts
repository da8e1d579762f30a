import { createHash, randomBytes } from 'node:crypto';
import type { Id } from '@concord/contracts';
import { transaction, type Db } from '@concord/platform';

/** Who opens a stream. */
export interface Holder {
  readonly userId: Id;
  readonly sessionId: Id;
}

const hashOf = (ticket: string) => createHash('sha256').update(ticket).digest();

/** Makes a ticket of 256 random bits; only its hash is kept. */
export const makeTicket = async (db: Db, { userId, sessionId }: Holder, expiresAt: Date): Promise<string> => {
  const ticket = randomBytes(32).toString('base64url');
  await db('stream_tickets').insert({
    hash: hashOf(ticket),
    user_id: userId,
    session_id: sessionId,
    expires_at: expiresAt,
  });
  return ticket;
};

/** Uses a ticket up; null where there is none, where it has expired, or has been used. */
export const useTicket = (db: Db, ticket: string, now: Date): Promise<Holder | null> =>
  transaction(db, async (tx) => {
    const hash = hashOf(ticket);
    const row = (await tx('stream_tickets').where({ hash }).forUpdate().first()) as
      { user_id: Id; session_id: Id; expires_at: Date } | undefined;
    await tx('stream_tickets').where({ hash }).delete();
    return row === undefined || row.expires_at < now ? null : { userId: row.user_id, sessionId: row.session_id };
  });
