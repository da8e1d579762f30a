import type { AuditEntry } from '../store/audit-log.ts';

export const auditEntryView = ({ userId, ...entry }: AuditEntry) => ({ ...entry, accountId: userId });
