import { errors } from '@concord/contracts';
import { leaseIds, type Ids } from '@concord/platform';
import { anAccount } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeAdmin } from '../src/jobs/create-admin.ts';
import type { Content } from '../src/mails/content.ts';
import { startAuth, type Auth } from './auth.ts';

let auth: Auth;
let ids: Ids;
beforeAll(async () => {
  auth = await startAuth();
  ids = leaseIds(auth.db);
  await ids.start();
});
afterAll(async () => {
  await ids.stop();
  await auth.stop();
});

const make = ({ password, ...person }: ReturnType<typeof anAccount>) =>
  makeAdmin(
    { db: auth.db, ids, clock: { now: () => new Date() }, mails },
    { ...person, password: () => Promise.resolve(password) },
  );
const told: Content[] = [];
const mails = {
  enqueue: (_: unknown, content: Content) => {
    told.push(content);
    return Promise.resolve();
  },
};
const rolesOf = async (username: string) => (await auth.row('users', { username }))['roles'];

test('two names that do not mean one account are refused, and nothing is changed', async () => {
  const [one, other] = [await auth.signUp(), await auth.signUp()];
  const unclear = [
    { ...anAccount(), email: one.email },
    { ...anAccount(), username: one.username },
    { ...one, email: other.email },
  ];
  for (const person of unclear) expect(await make(person)).toMatchObject({ outcome: 'refused' });
  expect([await rolesOf(one.username), await rolesOf(other.username)]).toEqual([['user'], ['user']]);
});

test('what cannot be an account is refused', async () => {
  expect(await make(anAccount({ username: 'Not a name' }))).toMatchObject({ outcome: 'refused' });
  expect(await make(anAccount({ password: 'short' }))).toMatchObject({ outcome: 'refused' });
  await expect(make(anAccount({ password: 'password123' }))).toFail(errors.passwordWeak);
});

test('an account that is not active does not become an admin', async () => {
  const person = await auth.signUp();
  await auth.db('users').where({ username: person.username }).update({ status: 'suspended' });
  expect(await make(person)).toMatchObject({ outcome: 'refused' });
});

test('a new admin can log in at once, and counts as verified', async () => {
  const person = anAccount();
  const made = await make(person);
  expect(made).toMatchObject({ outcome: 'created', username: person.username });
  const { api } = await auth.logIn(person);
  expect(await api.getOwnAccount()).toMatchObject({ roles: ['user', 'admin'], emailVerified: true });
});

test('who has both names becomes one, with the password they have; once more changes nothing', async () => {
  const person = await auth.signUp();
  await auth.db('users').where({ username: person.username }).update({ email_verified_at: new Date() });
  const asked = { ...person, password: 'never asked for' };
  expect(await make(asked)).toMatchObject({ outcome: 'promoted' });
  expect(await make(asked)).toMatchObject({ outcome: 'was_admin' });
  await expect(auth.logIn(person)).resolves.toBeDefined();
  expect(await auth.row('users', { username: person.username })).toMatchObject({
    roles: ['user', 'admin'],
    version: 2,
  });
});

test('whoever signed up before with the address and the name, unproved, is not let in as an admin', async () => {
  const person = await auth.signUp();
  const { tokens } = await auth.logIn(person);
  const identity = { id: 1, user_id: tokens.accountId, provider: 'google', subject: 'a stranger', email: null };
  await auth.db('identities').insert({ ...identity, created_at: new Date(), last_used_at: new Date() });
  expect(await make({ ...person, password: 'short' })).toMatchObject({ outcome: 'refused' });
  const owner = { ...person, password: 'the password of the operator' };
  expect(await make(owner)).toMatchObject({ outcome: 'taken_over', username: person.username });
  await expect(auth.logIn(person)).toFail(errors.credentialsWrong);
  const refresh = auth.anonymous.refreshSession({ body: { refreshToken: tokens.refreshToken } });
  await expect(refresh).toFail(errors.refreshInvalid);
  expect(await auth.rows('identities', { user_id: tokens.accountId })).toEqual([]);
  expect(await (await auth.logIn(owner)).api.getOwnAccount()).toMatchObject({
    ...{ roles: ['user', 'admin'], emailVerified: true },
  });
});

test('it is mailed and written down, as by an admin', async () => {
  const person = await auth.signUp();
  const { outcome, ...made } = await make(person);
  const { accountId } = made as unknown as { accountId: number };
  expect(outcome).toBe('taken_over');
  expect(told.at(-1)).toMatchObject({
    account: accountId,
    notice: { type: 'roles_changed', roles: ['user', 'admin'] },
  });
  const entry = await auth.row('audit_log', { user_id: accountId, action: 'roles_changed' });
  expect(entry).toMatchObject({
    actor_id: null,
    detail: 'user → user, admin; by the operator',
    device: 'concord users create-admin',
  });
});
