import { events, NewAccount, Role, type Id } from '@concord/contracts';
import { publish, transaction, type Env, type Tx } from '@concord/platform';
import { z } from 'zod';
import { isCommonPassword } from '../credentials/common-passwords.ts';
import { passwords } from '../credentials/passwords.ts';
import { newAccount, normalEmail, type Account } from '../domain/account.ts';
import { operator } from '../domain/sanction.ts';
import { assertMayChoose, isUnproved } from '../policy.ts';
import { asOperator, command, type OperatorParts } from './operator/parts.ts';
import * as auditLog from '../store/audit-log.ts';
import { changeRoles } from '../store/change-roles.ts';
import { holdAccount } from '../store/staff.ts';
import { takeOver } from '../store/take-over.ts';
import * as users from '../store/users.ts';
import * as reservations from '../store/username-reservations.ts';

const Person = NewAccount.omit({ password: true });
export interface AdminToBe extends z.input<typeof Person> {
  /** Asked for only where an account is to be made, or one is there whose address nobody has proved. */
  readonly password: () => Promise<string>;
}

type Outcome = 'created' | 'promoted' | 'taken_over' | 'was_admin';

/** What was done; or why nothing was, for a person to read. */
export type AdminMade =
  | { readonly outcome: Outcome; readonly accountId: Id; readonly username: string }
  | { readonly outcome: 'refused'; readonly why: string };

const refused = (why: string): AdminMade => ({ outcome: 'refused', why });
const done = (outcome: Outcome, { id, username }: Account): AdminMade => ({
  ...{ outcome, accountId: id, username },
});

/** Both names must mean the same account, or neither any: a guess here would give somebody else everything. */
const whyUnclear = (byEmail: Account | undefined, byName: Account | undefined): string | null => {
  if (byEmail?.id === byName?.id) return null;
  if (byEmail === undefined) return 'The username has an account, with another e-mail address.';
  if (byName === undefined) return `The e-mail address has an account, named ${byEmail.username}.`;
  return 'The e-mail address and the username are of two accounts.';
};

const request = command('create-admin');

/** The hash of a password that is asked for now; null for one that is none. Throws `password_weak`. */
const askedHash = async ({ password: ask, ...person }: AdminToBe): Promise<string | null> => {
  const password = NewAccount.shape.password.safeParse(await ask());
  if (!password.success) return null;
  assertMayChoose(password.data, person, isCommonPassword);
  return passwords({ running: 1, waiting: 1 }).hash(password.data);
};
const noPassword = refused('A password has 8 to 128 characters.');

/** Gives the role to an account that is as it was looked at; where nobody had proved its address, to who runs the server instead of whoever made it. */
const give = async (tx: Tx, deps: OperatorParts, account: Account, passwordHash: string | null): Promise<AdminMade> => {
  const { id, version } = account;
  if ((await holdAccount(tx, id))?.version !== version)
    return refused('The account was changed at the same time. Try again.');
  if (isUnproved(account)) await takeOver(tx, deps, { userId: id, passwordHash, reason: 'taken_over', request });
  const held = (await holdAccount(tx, id)) ?? account;
  const roles = Role.options.filter((role) => role === 'admin' || held.roles.includes(role));
  await changeRoles(tx, deps, { account: held, roles, actorId: operator, reason: null, at: deps.clock.now(), request });
  return done(isUnproved(account) ? 'taken_over' : 'promoted', account);
};

/** Whoever signed up with somebody else's address before them does not become an admin: the password is asked for anew, all else goes. */
const promote = async (deps: OperatorParts, account: Account, given: AdminToBe): Promise<AdminMade> => {
  if (account.status !== 'active') return refused(`That account is ${account.status}.`);
  if (!isUnproved(account) && account.roles.includes('admin')) return done('was_admin', account);
  const passwordHash = isUnproved(account) ? await askedHash(given) : null;
  if (isUnproved(account) && passwordHash === null) return noPassword;
  return transaction(deps.db, (tx) => give(tx, deps, account, passwordHash));
};

/** Who runs the server vouches for the address. */
const create = async ({ db, ids, clock }: OperatorParts, given: AdminToBe): Promise<AdminMade> => {
  const passwordHash = await askedHash(given);
  if (passwordHash === null) return noPassword;
  const at = clock.now();
  const made = newAccount({ ...given, passwordHash, id: ids.next(), at });
  const account: Account = { ...made, roles: ['user', 'admin'], emailVerifiedAt: at };
  return transaction(db, async (tx) => {
    if (!(await reservations.claim(tx, account.username, at)))
      return refused('That username is reserved by a sign-up of the last 24 hours.');
    if (!(await users.insert(tx, account))) return refused('The e-mail address has just got an account. Try again.');
    await publish(tx, events.accountCreated, account.id, { accountId: account.id, version: account.version });
    await auditLog.record(tx, ids, { action: 'account_created', userId: account.id, actorId: operator, at, request });
    return done('created', account);
  });
};

/** Makes an admin of whoever is named: a new account, or the one that has both names. Throws `password_weak`. */
export const makeAdmin = async (deps: OperatorParts, given: AdminToBe): Promise<AdminMade> => {
  const { db } = deps;
  const read = Person.safeParse({ email: given.email, username: given.username, displayName: given.displayName });
  if (!read.success) return refused(z.prettifyError(read.error));
  const { email, username, displayName } = read.data;
  const byEmail = await users.byLogin(db, { email: normalEmail(email) });
  const byName = await users.byLogin(db, { username });
  const unclear = whyUnclear(byEmail, byName);
  if (unclear !== null) return refused(`${unclear} Name both of one account, or two that nobody has.`);
  const person = { email, username, displayName, password: given.password };
  return byName === undefined ? create(deps, person) : promote(deps, byName, person);
};

/** The same, with connections of its own to the database that the environment names. */
export const createAdmin = (env: Env, given: AdminToBe): Promise<AdminMade> =>
  asOperator(env, (parts) => makeAdmin(parts, given));
