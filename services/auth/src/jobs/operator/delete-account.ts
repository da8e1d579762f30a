import { transaction, type Tx } from '@concord/platform';
import type { Account } from '../../domain/account.ts';
import { operator } from '../../domain/sanction.ts';
import { decideSanction, subjectOf } from '../../staff-policy.ts';
import * as auditLog from '../../store/audit-log.ts';
import { leave } from '../../store/leave.ts';
import { command, type OperatorParts } from './parts.ts';
import { heldAccount, operatorStanding } from './subject.ts';

interface Given {
  readonly account: string;
  readonly reason: string;
}

/** Held, of whatever status but `deleted`. Throws `not_found`, and `forbidden` for an admin's account. */
const deletable = async (tx: Tx, { db }: OperatorParts, name: string): Promise<Account> => {
  const held = await heldAccount(tx, db, name);
  return subjectOf(decideSanction('accounts.ban', operatorStanding, held), held);
};

/** Whom `deleteAccount` would delete, for who is asked before. Throws what it throws. Looking is written down. */
export const accountToDelete = (parts: OperatorParts, name: string) =>
  transaction(parts.db, async (tx) => {
    const { id, username, email, status } = await deletable(tx, parts, name);
    const look = { action: 'account_read', userId: id, actorId: operator, request: command('delete') } as const;
    await auditLog.record(tx, parts.ids, { ...look, at: parts.clock.now() });
    return { accountId: id, username, email, status };
  });

/** Deletes an account as its owner would, on their request or not: its status does not matter. The reason goes from the audit log with the erasure. */
export const deleteAccount = (parts: OperatorParts, { account: name, reason }: Given) =>
  transaction(parts.db, async (tx) => {
    const account = await deletable(tx, parts, name);
    const by = { actorId: operator, reason };
    const { id, startedAt } = await leave(tx, parts, { account, request: command('delete'), by });
    return { accountId: account.id, username: account.username, was: account.status, deletion: { id, startedAt } };
  });
