import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { accounts } from '../read/accounts.ts';
import * as auditLog from '../store/audit-log.ts';
import * as sanctions from '../store/sanctions.ts';
import { managedAccountView } from '../views/managed-account.ts';

/** Looking for somebody is written down too. */
export const listAccounts = handler(
  contract.auth.listAccounts,
  (deps: Deps) =>
    async ({ actor, request, query: { limit, cursor, ...asked } }) => {
      const { db, cursors } = deps;
      const rows = await accounts(db, { ...asked, limit, before: cursors.open('accounts', cursor, z.int()) });
      const imposed = await sanctions.byUsers(
        db,
        rows.map(({ id }) => id),
      );
      await auditLog.recordUse(deps, { action: 'accounts_listed', actor, request, userId: null });
      const view = managedAccountView(actor.roles);
      return ok(
        pageOf(
          rows,
          limit,
          (row) => view(row, imposed.get(row.id)),
          ({ id }) => cursors.seal('accounts', id),
        ),
      );
    },
);
