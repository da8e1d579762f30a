import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { auditEntries } from '../read/audit-entries.ts';
import * as auditLog from '../store/audit-log.ts';
import { auditEntryView } from '../views/audit-entry.ts';

export const listAuditEntries = handler(
  contract.auth.listAuditEntries,
  (deps: Deps) =>
    async ({ actor, request, query: { limit, cursor, account, actor: by } }) => {
      const before = deps.cursors.open('audit', cursor, z.int());
      const rows = await auditEntries(deps.db, { account, actor: by, before, limit });
      await auditLog.recordUse(deps, { action: 'audit_read', actor, request, userId: account ?? null });
      return ok(pageOf(rows, limit, auditEntryView, ({ id }) => deps.cursors.seal('audit', id)));
    },
);
