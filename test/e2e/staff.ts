import type { Person } from '@concord/testkit';
import { concordTold } from './command-line.ts';
import { anyone, somebody } from './platform.ts';

/** The same person with a session of now, which has the roles of now. */
export const loggedInAgain = async (one: Person): Promise<Person> => {
  const tokens = await anyone.createSession({ body: { login: one.username, password: one.password } });
  return { ...one, tokens, api: anyone.as(tokens.accessToken) };
};

/** An admin as an operator makes the first. */
const madeByOperator = async (): Promise<Person> => {
  const one = await somebody();
  const names = ['--email', one.email, '--username', one.username];
  const { code, stderr } = await concordTold(one.password, 'users', 'create-admin', ...names, '--password-stdin');
  if (code !== 0) throw new Error(`no admin was made: ${stderr}`);
  return loggedInAgain(one);
};

let first: Promise<Person> | undefined;
/** The admin who gives all roles of a test file. */
export const firstAdmin = (): Promise<Person> => (first ??= madeByOperator());

/** Gives a role as admins do, and opens a session that has it. */
export const promoted = async (one: Person, role: 'moderator' | 'admin'): Promise<Person> => {
  const admin = await firstAdmin();
  await admin.api.updateRoles({ params: { id: one.id }, body: { roles: ['user', role], reason: 'For a test' } });
  return loggedInAgain(one);
};

/** Somebody new with a role. */
export const somebodyAs = async (role: 'moderator' | 'admin'): Promise<Person> => promoted(await somebody(), role);
