import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { EndReason } from '../domain/session.ts';

export type AuditAction =
  | 'account_created'
  | 'sign_up_with_known_email'
  | 'logged_in'
  | 'login_refused'
  | 'session_confirmed'
  | 'roles_changed'
  | 'email_verified'
  | 'password_reset_asked'
  | 'email_change_asked'
  | 'email_changed'
  | EndReason;

export interface AuditEntry {
  readonly id: Id;
  readonly action: AuditAction;
  /** Null where no account is concerned, as for a login that nobody has. */
  readonly userId: Id | null;
  readonly sessionId: Id | null;
  readonly address: string | null;
  readonly device: string | null;
  readonly at: Date;
}

/** Writes down who did what from where; never what was typed. */
export const record = async (writer: Reader, entry: AuditEntry): Promise<void> => {
  await writer('audit_log').insert({
    id: entry.id,
    action: entry.action,
    user_id: entry.userId,
    session_id: entry.sessionId,
    address: entry.address,
    device: entry.device,
    created_at: entry.at,
  });
};
