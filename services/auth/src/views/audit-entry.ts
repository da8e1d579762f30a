import type { AuditEntry } from '../store/audit-log.ts';

export const auditEntryView = ({ userId, ...entry }: AuditEntry) => ({
  ...entry,
  accountId: userId,
  actorId: entry.actorId ?? null,
  reason: entry.reason ?? null,
  detail: entry.detail ?? null,
});
