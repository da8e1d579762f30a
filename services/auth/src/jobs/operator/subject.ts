import { errors, type Role } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';
import { normalEmail, type Account } from '../../domain/account.ts';
import { operator } from '../../domain/sanction.ts';
import type { Standing } from '../../staff-policy.ts';
import { holdAccount } from '../../store/staff.ts';
import * as users from '../../store/users.ts';

const roles: Role[] = ['user', 'admin'];

/** The operator stands as high as an admin, and the rules are an admin's: whoever is one is first made a user. */
export const operatorStanding: Standing = { id: operator, status: 'active', roles };

/** By username, whole address or id, in this order: a username may be made of digits. */
const named = async (reader: Reader, name: string): Promise<Account | undefined> => {
  if (name.includes('@')) return users.byLogin(reader, { email: normalEmail(name) });
  const byName = await users.byLogin(reader, { username: name });
  return byName ?? (/^[1-9]\d{0,15}$/.test(name) ? users.byId(reader, Number(name)) : undefined);
};

/** The account that a name means, held until the transaction ends. Throws `not_found`. */
export const heldAccount = async (tx: Tx, reader: Reader, name: string): Promise<Account> => {
  const account = await named(reader, name);
  const held = account && (await holdAccount(tx, account.id));
  if (held === undefined) throw errors.notFound();
  return held;
};
