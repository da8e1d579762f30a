import { events, NewAccount, type Id } from '@concord/contracts';
import { publish, transaction, type Db, type Env, type Ids, type Tx } from '@concord/platform';
import { z } from 'zod';
import { isCommonPassword } from '../credentials/common-passwords.ts';
import { passwords } from '../credentials/passwords.ts';
import { newAccount, normalEmail, type Account } from '../domain/account.ts';
import { assertMayChoose } from '../policy.ts';
import { operator } from '../domain/sanction.ts';
import { asOperator, command } from './operator/parts.ts';
import * as auditLog from '../store/audit-log.ts';
import * as users from '../store/users.ts';
import * as reservations from '../store/username-reservations.ts';

const Person = NewAccount.omit({ password: true });
export interface AdminToBe extends z.input<typeof Person> {
  /** Asked for only where an account is to be made. */
  readonly password: () => Promise<string>;
}

/** What was done; or why nothing was, for a person to read. */
export type AdminMade =
  | { readonly outcome: 'created' | 'promoted' | 'was_admin'; readonly accountId: Id; readonly username: string }
  | { readonly outcome: 'refused'; readonly why: string };

const refused = (why: string): AdminMade => ({ outcome: 'refused', why });
const done = (outcome: 'created' | 'promoted' | 'was_admin', { id, username }: Account): AdminMade => ({
  ...{ outcome, accountId: id, username },
});

/** Both names must mean the same account, or neither any: a guess here would give somebody else everything. */
const whyUnclear = (byEmail: Account | undefined, byName: Account | undefined): string | null => {
  if (byEmail?.id === byName?.id) return null;
  if (byEmail === undefined) return 'The username has an account, with another e-mail address.';
  if (byName === undefined) return `The e-mail address has an account, named ${byEmail.username}.`;
  return 'The e-mail address and the username are of two accounts.';
};

const promote = async (db: Db, ids: Ids, account: Account): Promise<AdminMade> => {
  if (account.status !== 'active') return refused(`That account is ${account.status}.`);
  if (account.roles.includes('admin')) return done('was_admin', account);
  const promoted = await transaction(db, async (tx) => {
    if (!(await users.addRole(tx, account, 'admin', new Date()))) return false;
    await note(tx, ids, 'roles_changed', account.id);
    return true;
  });
  return promoted ? done('promoted', account) : refused('The account was changed at the same time. Try again.');
};

const note = (tx: Tx, ids: Ids, action: 'account_created' | 'roles_changed', userId: Id): Promise<void> =>
  auditLog.record(tx, ids, {
    ...{ action, userId, actorId: operator, at: new Date() },
    request: command('create-admin'),
  });

/** Who runs the server vouches for the address. */
const create = async (db: Db, ids: Ids, { password: ask, ...person }: AdminToBe): Promise<AdminMade> => {
  const password = NewAccount.shape.password.safeParse(await ask());
  if (!password.success) return refused('A password has 8 to 128 characters.');
  assertMayChoose(password.data, person, isCommonPassword);
  const passwordHash = await passwords({ running: 1, waiting: 1 }).hash(password.data);
  const at = new Date();
  const made = newAccount({ ...person, passwordHash, id: ids.next(), at });
  const account: Account = { ...made, roles: ['user', 'admin'], emailVerifiedAt: at };
  return transaction(db, async (tx) => {
    if (!(await reservations.claim(tx, account.username, at)))
      return refused('That username is reserved by a sign-up of the last 24 hours.');
    if (!(await users.insert(tx, account))) return refused('The e-mail address has just got an account. Try again.');
    await publish(tx, events.accountCreated, account.id, { accountId: account.id, version: account.version });
    await note(tx, ids, 'account_created', account.id);
    return done('created', account);
  });
};

/** Makes an admin of whoever is named: a new account, or the one that has both names. Throws `password_weak`. */
export const makeAdmin = async (db: Db, ids: Ids, given: AdminToBe): Promise<AdminMade> => {
  const read = Person.safeParse({ email: given.email, username: given.username, displayName: given.displayName });
  if (!read.success) return refused(z.prettifyError(read.error));
  const { email, username, displayName } = read.data;
  const byEmail = await users.byLogin(db, { email: normalEmail(email) });
  const byName = await users.byLogin(db, { username });
  const unclear = whyUnclear(byEmail, byName);
  if (unclear !== null) return refused(`${unclear} Name both of one account, or two that nobody has.`);
  return byName === undefined
    ? create(db, ids, { email, username, displayName, password: given.password })
    : promote(db, ids, byName);
};

/** The same, with connections of its own to the database that the environment names. */
export const createAdmin = (env: Env, given: AdminToBe): Promise<AdminMade> =>
  asOperator(env, ({ db, ids }) => makeAdmin(db, ids, given));
