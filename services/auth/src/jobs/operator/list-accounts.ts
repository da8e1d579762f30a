import type { AccountStatus, Role } from '@concord/contracts';
import { operator } from '../../domain/sanction.ts';
import { accounts } from '../../read/accounts.ts';
import * as auditLog from '../../store/audit-log.ts';
import * as sanctions from '../../store/sanctions.ts';
import { managedAccountView } from '../../views/managed-account.ts';
import { command, type OperatorParts } from './parts.ts';
import { operatorStanding } from './subject.ts';

export interface Asked {
  readonly role?: Role;
  readonly status?: Exclude<AccountStatus, 'deleted'>;
  /** A whole address, or how usernames begin. */
  readonly search?: string;
  readonly limit: number;
}

/** Accounts as an admin sees them, newest first; `more` where there are more than asked for. Looking is written down. */
export const listAccounts = async ({ db, ids, clock }: OperatorParts, { search, ...asked }: Asked) => {
  const sought = search === undefined ? {} : { [search.includes('@') ? 'email' : 'username']: search };
  const rows = await accounts(db, { ...asked, ...sought, before: undefined });
  const shown = rows.slice(0, asked.limit);
  const imposed = await sanctions.byUsers(
    db,
    shown.map(({ id }) => id),
  );
  const entry = { action: 'accounts_listed', userId: null, actorId: operator } as const;
  await auditLog.record(db, ids, { ...entry, request: command('list'), at: clock.now() });
  const view = managedAccountView(operatorStanding.roles);
  return { accounts: shown.map((row) => view(row, imposed.get(row.id))), more: rows.length > shown.length };
};
