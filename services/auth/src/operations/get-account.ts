import { contract, errors } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import * as auditLog from '../store/audit-log.ts';
import * as sanctions from '../store/sanctions.ts';
import * as users from '../store/users.ts';
import { managedAccountView } from '../views/managed-account.ts';

export const getAccount = handler(contract.auth.getAccount, (deps: Deps) => async ({ actor, params, request }) => {
  const account = await users.byId(deps.db, params.id);
  if (account === undefined || account.status === 'deleted') throw errors.notFound();
  await auditLog.recordUse(deps, { action: 'account_read', actor, request, userId: account.id });
  return ok(managedAccountView(actor.roles)(account, await sanctions.byUser(deps.db, account.id)));
});
