import type { Id } from '@concord/contracts';
import type { Actor, Db, Ids, Reader, RequestFacts } from '@concord/platform';
import type { Clock } from '../domain/clock.ts';
import { operator } from '../domain/sanction.ts';
import type { EndReason } from '../domain/session.ts';

/** What staff does without changing anything. */
type Look = 'accounts_listed' | 'account_read' | 'audit_read';

export type AuditAction =
  | 'export_requested'
  | 'export_fetched'
  | 'account_created'
  | 'sign_up_with_known_email'
  | 'logged_in'
  | 'login_refused'
  | 'session_confirmed'
  | 'roles_changed'
  | 'restored'
  | Look
  | 'identity_linked'
  | 'identity_unlinked'
  | 'email_verified'
  | 'password_reset_asked'
  | 'email_change_asked'
  | 'email_changed'
  | EndReason;

/** An entry as it stands there. */
export interface AuditEntry {
  readonly id: Id;
  readonly action: AuditAction;
  readonly userId: Id | null;
  readonly actorId: Id | null;
  readonly sessionId: Id | null;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly address: string | null;
  readonly device: string | null;
  readonly at: Date;
}

/** Where a request came from. */
export type Origin = { readonly [K in 'address' | 'userAgent']: RequestFacts[K] | null };

export interface Audited {
  readonly action: AuditAction;
  /** Null where no account is concerned, as for a login that nobody has. */
  readonly userId: Id | null;
  readonly sessionId?: Id | null;
  /** Null where time did it. */
  readonly request: Origin | null;
  readonly at: Date;
  /** Who did it to them; nobody where they did it themselves, or time did; `operator` from the command line. */
  readonly actorId?: Id | null;
  readonly reason?: string | null;
  /** What exactly. */
  readonly detail?: string | null;
}

/** Where no account did it, the words say who: so it stands there also when the account it was done to is erased. */
const detailOf = ({ actorId, detail = null }: Audited): string | null =>
  actorId === operator ? [detail, 'by the operator'].filter((part) => part !== null).join('; ') : detail;

/** Writes down who did what from where; never what was typed. */
export const record = async (writer: Reader, ids: Ids, entry: Audited): Promise<void> => {
  await writer('audit_log').insert({
    id: ids.next(),
    action: entry.action,
    user_id: entry.userId,
    session_id: entry.sessionId ?? null,
    address: entry.request?.address ?? null,
    device: entry.request?.userAgent ?? null,
    created_at: entry.at,
    actor_id: entry.actorId === operator ? null : (entry.actorId ?? null),
    reason: entry.reason ?? null,
    detail: detailOf(entry),
  });
};

interface Use {
  readonly action: Look;
  readonly actor: Actor;
  readonly request: RequestFacts;
  /** Whose account was looked at; null where it was no single one. */
  readonly userId: Id | null;
}

/** Writes down that somebody used a permission to look. */
export const recordUse = (
  { db, ids, clock }: { db: Db; ids: Ids; clock: Clock },
  { action, actor, request, userId }: Use,
): Promise<void> =>
  record(db, ids, { action, userId, actorId: actor.id, sessionId: actor.sessionId, request, at: clock.now() });
