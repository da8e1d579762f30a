import { Role, type Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import { normalEmail, type Account } from '../domain/account.ts';
import { accountOf, type UserRow } from '../store/users.ts';

interface Question {
  readonly email?: string | undefined;
  /** How it begins. */
  readonly username?: string | undefined;
  readonly status?: Account['status'] | undefined;
  readonly role?: Role | undefined;
  /** The last account already seen. */
  readonly before: Id | undefined;
  readonly limit: number;
}

/** Sorts behind everything that a username is made of. */
const behind = '~';

/** Which accounts are there? Newest first, keyset on the id, no deleted ones; one more than asked for when there are more. */
export const accounts = async (reader: Reader, { before, limit, ...asked }: Question): Promise<readonly Account[]> => {
  const { email, username, status, role } = asked;
  const query = reader('users')
    .whereNot('status', 'deleted')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (email !== undefined) void query.where({ email: normalEmail(email) });
  if (username !== undefined) void query.whereBetween('username', [username, `${username}${behind}`]);
  if (status !== undefined) void query.where({ status });
  if (role !== undefined) void query.where({ role_rank: Role.options.indexOf(role) });
  if (before !== undefined) void query.where('id', '<', before);
  return (await query.select<UserRow[]>()).map(accountOf);
};
