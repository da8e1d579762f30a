import type { Db } from '@concord/platform';
import { day, later } from '../domain/clock.ts';
import { idleLifetime } from '../domain/session.ts';

/** How long what has ended is kept, for questions about it and, where the table is captured, for readers that were away. */
const retention = 30 * day;
/** How long it is told who did what to whom. */
const auditRetention = 400 * day;
const chunk = 1_000;

interface Expiry {
  readonly table: string;
  readonly column: string;
  readonly before: (now: Date) => Date;
}

const expiries: readonly Expiry[] = [
  { table: 'username_reservations', column: 'expires_at', before: (now) => now },
  { table: 'sessions', column: 'revoked_at', before: (now) => later(now, -retention) },
  { table: 'sessions', column: 'last_used_at', before: (now) => later(now, -retention - idleLifetime) },
  { table: 'one_time_tokens', column: 'expires_at', before: (now) => later(now, -day) },
  { table: 'mails', column: 'failed_at', before: (now) => later(now, -retention) },
  { table: 'exports', column: 'expires_at', before: (now) => now },
  { table: 'revocations', column: 'expires_at', before: (now) => later(now, -retention) },
  { table: 'audit_log', column: 'created_at', before: (now) => later(now, -auditRetention) },
];

const removeChunks = async (db: Db, { table, column, before }: Expiry, now: Date): Promise<number> => {
  let removed = 0;
  for (;;) {
    const rows = await db(table).where(column, '<', before(now)).orderBy(column).limit(chunk).delete();
    removed += rows;
    if (rows < chunk) return removed;
  }
};

/**
 * Deletes reservations, tokens of mails and exports that have expired, sessions, revocations and refused mails that ended a month ago, and what was
 * audited more than 400 days ago, a thousand rows a transaction; gives how many.
 * The only place that deletes rows of a captured table: nobody can need a revocation whose last token expired a month before.
 */
export const removeExpired = async (db: Db, now: Date): Promise<number> => {
  let removed = 0;
  for (const expiry of expiries) removed += await removeChunks(db, expiry, now);
  return removed;
};
