import { Role, type AccountStatus, type Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import type { Account } from '../domain/account.ts';
import { accountOf, type UserRow } from './users.ts';

/** Who acts, and on whom: both rows are held until the transaction ends. */
export interface Pair {
  readonly actor: Account | undefined;
  readonly subject: Account | undefined;
}

/** In the order of the key, so that two who act on each other never wait for each other. */
export const holdPair = async (tx: Tx, actorId: Id, subjectId: Id): Promise<Pair> => {
  const rows = await tx('users').whereIn('id', [actorId, subjectId]).orderBy('id').forUpdate().select<UserRow[]>();
  const accounts = rows.map(accountOf);
  return {
    actor: accounts.find(({ id }) => id === actorId),
    subject: accounts.find(({ id }) => id === subjectId),
  };
};

/** The row of one account, held until the transaction ends. */
export const holdAccount = async (tx: Tx, id: Id): Promise<Account | undefined> => (await holdPair(tx, id, id)).subject;

/**
 * Everybody who is active and an admin, held until the transaction ends: of many who take each other's role away, each sees what those before
 * have left. Whoever ends an admin's being one takes this before any other row.
 */
export const holdActiveAdmins = async (tx: Tx): Promise<Id[]> => {
  const rows = await tx('users')
    .where({ role_rank: Role.options.indexOf('admin') })
    .orderBy('id')
    .forUpdate()
    .select<{ id: Id; status: AccountStatus }[]>('id', 'status');
  return rows.filter(({ status }) => status === 'active').map(({ id }) => id);
};

/** Gives an account another status; the row is held. Gives its new version. */
export const setStatus = async (tx: Tx, account: Account, status: AccountStatus, at: Date): Promise<number> => {
  await tx('users')
    .where({ id: account.id })
    .update({ status, updated_at: at, version: account.version + 1 });
  return account.version + 1;
};

/** Gives an account other roles, the lowest first; the row is held. Gives its new version. */
export const setRoles = async (tx: Tx, account: Account, roles: readonly Role[], at: Date): Promise<number> => {
  await tx('users')
    .where({ id: account.id })
    .update({ roles: JSON.stringify(roles), updated_at: at, version: account.version + 1 });
  return account.version + 1;
};
