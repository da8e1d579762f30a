import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { AuditEntry } from '../store/audit-log.ts';

interface EntryRow {
  readonly id: number;
  readonly action: AuditEntry['action'];
  readonly user_id: number | null;
  readonly actor_id: number | null;
  readonly session_id: number | null;
  readonly address: string | null;
  readonly device: string | null;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly created_at: Date;
}

interface Question {
  readonly account?: Id | undefined;
  readonly actor?: Id | undefined;
  /** The last entry already seen. */
  readonly before: Id | undefined;
  readonly limit: number;
}

/** What happened to an account, or was done by one? Newest first, keyset on the id; one more than asked for when there are more. */
export const auditEntries = async (
  reader: Reader,
  { account, actor, before, limit }: Question,
): Promise<readonly AuditEntry[]> => {
  const query = reader('audit_log')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (account !== undefined) void query.where({ user_id: account });
  if (actor !== undefined) void query.where({ actor_id: actor });
  if (before !== undefined) void query.where('id', '<', before);
  const rows = await query.select<EntryRow[]>();
  return rows.map(({ user_id, actor_id, session_id, created_at, ...row }) => ({
    ...row,
    userId: user_id,
    actorId: actor_id,
    sessionId: session_id,
    at: created_at,
  }));
};
