import { errors, type AccountStatus, type Id } from '@concord/contracts';
import { duplicateKey, type Db, type Reader, type Tx } from '@concord/platform';
import type { Account, Login } from '../domain/account.ts';

export interface UserRow {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly display_name: string;
  readonly password_hash: string | null;
  readonly status: AccountStatus;
  readonly roles: readonly string[];
  readonly email_verified_at: Date | null;
  readonly created_at: Date;
  readonly version: number;
}

export const accountOf = (row: UserRow): Account => ({
  id: row.id,
  username: row.username,
  email: row.email,
  displayName: row.display_name,
  passwordHash: row.password_hash,
  status: row.status,
  roles: row.roles,
  emailVerifiedAt: row.email_verified_at,
  createdAt: row.created_at,
  version: row.version,
});

const rowOf = (account: Account) => ({
  id: account.id,
  username: account.username,
  email: account.email,
  display_name: account.displayName,
  password_hash: account.passwordHash,
  status: account.status,
  roles: JSON.stringify(account.roles),
  email_verified_at: account.emailVerifiedAt,
  created_at: account.createdAt,
  updated_at: account.createdAt,
  version: account.version,
});

/** Stores a new account, and how it was made; false, and nothing stored, where its address has one. Throws `username_taken`. */
export const insert = async (tx: Tx, account: Account, provider = 'local'): Promise<boolean> => {
  try {
    await tx('users').insert({ ...rowOf(account), provider });
    return true;
  } catch (error) {
    const key = duplicateKey(error);
    if (key === 'users_email') return false;
    throw key === 'users_username' ? errors.usernameTaken() : error;
  }
};

export const byLogin = async (reader: Reader, login: Login): Promise<Account | undefined> => {
  const row = await reader('users').where(login).first<UserRow | undefined>();
  return row && accountOf(row);
};

export const byId = async (reader: Reader, id: Id): Promise<Account | undefined> => {
  const row = await reader('users').where({ id }).first<UserRow | undefined>();
  return row && accountOf(row);
};

/** Nobody else changes the account until this transaction ends. */
export const byIdLocked = async (tx: Tx, id: Id): Promise<Account | undefined> => {
  const row = await tx('users').where({ id }).forUpdate().first<UserRow | undefined>();
  return row && accountOf(row);
};

/** The same by its address. */
export const byEmailLocked = async (tx: Tx, email: string): Promise<Account | undefined> => {
  const row = await tx('users').where({ email }).forUpdate().first<UserRow | undefined>();
  return row && accountOf(row);
};

export const byIds = async (reader: Reader, ids: readonly Id[]): Promise<Account[]> =>
  (await reader('users').whereIn('id', ids).select<UserRow[]>()).map(accountOf);

export const idByEmail = async (reader: Reader, email: string): Promise<Id | undefined> =>
  (await reader('users').where({ email }).first<{ id: number } | undefined>('id'))?.id;

/** The roles of an account that is active, and stays so, with these roles, until this transaction ends; undefined of any other. */
export const rolesWhileActive = async (tx: Tx, id: Id): Promise<readonly string[] | undefined> =>
  (await tx('users').where({ id, status: 'active' }).forShare().first<Pick<UserRow, 'roles'> | undefined>('roles'))
    ?.roles;

/** Puts a password, or none, in place of the one of an account whose address has just been verified. */
export const handOver = async (tx: Tx, id: Id, passwordHash: string | null, at: Date): Promise<void> => {
  await tx('users')
    .where({ id })
    .update({ password_hash: passwordHash, email_verified_at: at, ...changed(tx, at) });
};

/** Has the account this hash now, and does it keep it until this transaction ends? */
export const keepsHash = async (tx: Tx, id: Id, passwordHash: string | null): Promise<boolean> =>
  (await tx('users').where({ id, password_hash: passwordHash }).forShare().first<object | undefined>('id')) !==
  undefined;

const changed = (tx: Tx, at: Date) => ({ updated_at: at, version: tx.raw('version + 1') });

/** Gives an account a new password. */
export const changePassword = async (tx: Tx, id: Id, passwordHash: string, at: Date): Promise<void> => {
  await tx('users')
    .where({ id })
    .update({ password_hash: passwordHash, ...changed(tx, at) });
};

/** Notes that the owner of an address has proved to be; false where the account has another one by now, or is deleted. */
export const verifyEmail = async (tx: Tx, id: Id, email: string, at: Date): Promise<boolean> =>
  (await tx('users')
    .where({ id, email })
    .whereNot({ status: 'deleted' })
    .update({ email_verified_at: tx.raw('COALESCE(email_verified_at, ?)', [at]), ...changed(tx, at) })) === 1;

/** Gives an account another address, which is verified; false where that has an account, or this one is deleted. */
export const changeEmail = async (tx: Tx, id: Id, email: string, at: Date): Promise<boolean> => {
  try {
    const rows = await tx('users')
      .where({ id })
      .whereNot({ status: 'deleted' })
      .update({ email, email_verified_at: at, ...changed(tx, at) });
    return rows === 1;
  } catch (error) {
    if (duplicateKey(error) !== 'users_email') throw error;
    return false;
  }
};

/** Puts a new hash of the same password in place of an old one; false where the password was changed meanwhile. */
export const replaceHash = async (db: Db, account: Account, hash: string, at: Date): Promise<boolean> =>
  (await db('users')
    .where({ id: account.id, password_hash: account.passwordHash })
    .update({ password_hash: hash, updated_at: at, version: db.raw('version + 1') })) === 1;
