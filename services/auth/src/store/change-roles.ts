import { events, Role, type Id } from '@concord/contracts';
import { publish, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { Account } from '../domain/account.ts';
import type { Mails } from '../mails/mails.ts';
import { notify } from '../mails/notify.ts';
import * as auditLog from './audit-log.ts';
import * as revocations from './revocations.ts';
import { setRoles } from './staff.ts';

interface RolesGiven {
  /** Held by the caller. */
  readonly account: Account;
  readonly roles: readonly Role[];
  /** Null where it was who runs the server. */
  readonly actorId: Id | null;
  readonly reason: string | null;
  readonly at: Date;
  readonly request: auditLog.Audited['request'];
}

/**
 * Gives an account other roles: access tokens that tell the ones before are revoked, sessions go on with a refresh.
 * The owner is told by mail. Nothing happens where they are the same.
 */
export const changeRoles = async (
  tx: Tx,
  { ids, mails }: Pick<Deps, 'ids'> & { readonly mails: Pick<Mails, 'enqueue'> },
  given: RolesGiven,
): Promise<void> => {
  const { account, actorId, reason, at, request } = given;
  const roles = Role.options.filter((role) => given.roles.includes(role));
  if (roles.join() === account.roles.join()) return;
  const version = await setRoles(tx, account, roles, at);
  await revocations.revokeAccount(tx, { id: ids.next(), userId: account.id, at });
  await auditLog.record(tx, ids, {
    ...{ action: 'roles_changed', userId: account.id, at, actorId, reason },
    request,
    detail: `${account.roles.join(', ')} → ${roles.join(', ')}`,
  });
  await notify(tx, mails, { account: account.id, notice: { type: 'roles_changed', roles }, at });
  await publish(tx, events.accountRolesChanged, account.id, { accountId: account.id, version });
};
