import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import { later } from '../domain/clock.ts';
import { idleLifetime, type Session } from '../domain/session.ts';
import { sessionColumns, sessionOf, type SessionRow } from '../store/sessions.ts';

interface Question {
  readonly userId: Id;
  readonly now: Date;
  /** The last session already seen. */
  readonly before: Id | undefined;
  readonly limit: number;
}

/** Where is this account logged in? Newest first, keyset on the id (`sessions_of_user`); one more than asked for when there are more. */
export const sessionsOf = async (
  reader: Reader,
  { userId, now, before, limit }: Question,
): Promise<readonly Session[]> => {
  const rows = await reader('sessions')
    .where({ user_id: userId })
    .whereNull('revoked_at')
    .where('expires_at', '>', now)
    .where('last_used_at', '>', later(now, -idleLifetime))
    .modify((query) => before !== undefined && void query.where('id', '<', before))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .select<SessionRow[]>(...sessionColumns);
  return rows.map(sessionOf);
};
