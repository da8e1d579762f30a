import type { Role } from '@concord/contracts';
import { transaction } from '@concord/platform';
import { operator } from '../../domain/sanction.ts';
import { decideRoles, subjectOf } from '../../staff-policy.ts';
import { changeRoles as change } from '../../store/change-roles.ts';
import { holdActiveAdmins } from '../../store/staff.ts';
import { command, type OperatorParts } from './parts.ts';
import { heldAccount, operatorStanding } from './subject.ts';

interface Given {
  readonly account: string;
  readonly roles: readonly Role[];
  readonly reason: string | null;
}

/** Gives an account these roles, and none else but `user`. Throws `not_found` and `last_admin`. */
export const changeRoles = ({ db, ids, mails, clock }: OperatorParts, { account: name, reason, ...given }: Given) =>
  transaction(db, async (tx) => {
    const roles: readonly Role[] = ['user', ...given.roles.filter((role) => role !== 'user')];
    const activeAdmins = await holdActiveAdmins(tx);
    const held = await heldAccount(tx, db, name);
    const account = subjectOf(decideRoles({ actor: operatorStanding, subject: held, roles, activeAdmins }), held);
    const by = { actorId: operator, at: clock.now(), request: command('roles') };
    await change(tx, { ids, mails }, { ...by, account, roles, reason });
    return { accountId: account.id, username: account.username, before: account.roles, roles };
  });
