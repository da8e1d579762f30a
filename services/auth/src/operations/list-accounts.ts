import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { accounts } from '../read/accounts.ts';
import * as auditLog from '../store/audit-log.ts';
import * as sanctions from '../store/sanctions.ts';
import { managedAccountView } from '../views/managed-account.ts';

/** Looking for somebody is written down too, with what was asked: of an address or a name only that it was, as the log outlives accounts. */
export const listAccounts = handler(
  contract.auth.listAccounts,
  (deps: Deps) =>
    async ({ actor, request, query: { limit, cursor, ...asked } }) => {
      const { db, cursors, ids, clock } = deps;
      const rows = await accounts(db, { ...asked, limit, before: cursors.open('accounts', cursor, z.int()) });
      const imposed = await sanctions.byUsers(
        db,
        rows.map(({ id }) => id),
      );
      const use = { action: 'accounts_listed', actorId: actor.id, sessionId: actor.sessionId, userId: null } as const;
      await auditLog.record(db, ids, { ...use, request, at: clock.now(), detail: criteria(asked, cursor) });
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

interface Asked {
  readonly email?: string | undefined;
  readonly username?: string | undefined;
  readonly status?: string | undefined;
  readonly role?: string | undefined;
}

/** Null where all accounts were listed. */
const criteria = ({ email, username, status, role }: Asked, cursor: string | undefined): string | null =>
  [
    ...(email === undefined ? [] : ['by address']),
    ...(username === undefined ? [] : ['by username']),
    ...(status === undefined ? [] : [`status ${status}`]),
    ...(role === undefined ? [] : [`role ${role}`]),
    ...(cursor === undefined ? [] : ['a further page']),
  ].join(', ') || null;
