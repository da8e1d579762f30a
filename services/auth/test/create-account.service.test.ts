import { errors } from '@concord/contracts';
import { anAccount } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { day, hour } from '../src/domain/clock.ts';
import { atOnce, codeOf, codesOf, startAuth, succeeded, type Auth } from './auth.ts';

let auth: Auth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const signUp = (own: Parameters<typeof anAccount>[0] = {}) => auth.anonymous.createAccount({ body: anAccount(own) });
const usersWith = (where: object) => auth.db('users').where(where).select('username', 'email', 'version');

test('a common password is refused, whether the address is known or not', async () => {
  const known = await auth.signUp();
  for (const email of [known.email, anAccount().email])
    await expect(signUp({ email, password: 'Password123' })).toFail(errors.passwordWeak);
});

test('one’s own name is not a password', async () => {
  const { username } = anAccount();
  await expect(signUp({ username, password: username.toUpperCase() })).toFail(errors.passwordWeak);
});

test('an unknown field, a short password and a name with capitals are refused and nothing is stored', async () => {
  const account = anAccount();
  const [before] = await auth.db('users').count({ rows: '*' });
  await expect(signUp({ ...account, admin: true } as never)).toFail(errors.invalid, '/body/admin');
  await expect(signUp({ ...account, password: '7 chars' })).toFail(errors.invalid, '/body/password');
  await expect(signUp({ ...account, username: 'Ada' })).toFail(errors.invalid, '/body/username');
  expect((await auth.db('users').count({ rows: '*' }))[0]).toEqual(before);
});

test('a taken username is refused, for a known and an unknown address alike', async () => {
  const known = await auth.signUp();
  const other = await auth.signUp();
  await expect(signUp({ username: other.username })).toFail(errors.usernameTaken);
  await expect(signUp({ username: other.username, email: known.email })).toFail(errors.usernameTaken);
  await expect(signUp({ username: known.username, email: known.email })).toFail(errors.usernameTaken);
});

test('stores the account once, the password as a hash, and can be repeated by nobody', async () => {
  const account = anAccount({ email: 'Grace.Hopper@Example.ORG' });
  await expect(auth.anonymous.createAccount({ body: account })).resolves.toEqual({
    username: account.username,
    verification: 'none',
  });
  const row = await auth.row('users', { username: account.username });
  expect(row).toMatchObject({
    email: 'grace.hopper@example.org',
    display_name: account.displayName,
    status: 'active',
    roles: ['user'],
    provider: 'local',
    provider_id: null,
    email_verified_at: null,
    version: 1,
  });
  expect(row['password_hash']).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await auth.rows('audit_log', { user_id: row['id'] })).toMatchObject([
    { action: 'account_created', address: '192.0.2.7' },
  ]);
});

test('a known address gets the same answer, its name reserved and its account left alone', async () => {
  const known = await auth.signUp();
  const again = anAccount({ email: known.email.toUpperCase() });
  const reply = await auth.anonymous.createAccount({ body: again });
  expect(reply).toEqual({ username: again.username, verification: 'none' });
  expect(await usersWith({ email: known.email })).toEqual([
    { username: known.username, email: known.email, version: 1 },
  ]);
  await expect(auth.logIn({ username: again.username, password: again.password })).toFail(errors.credentialsWrong);
  await expect(auth.logIn(known)).resolves.toBeDefined();
});

test('whatever is tried after a sign-up, it looks the same whether the address was known or new', async () => {
  const known = await auth.signUp();
  const afterwards = async (email: string) => {
    const first = anAccount({ email });
    const second = anAccount({ email });
    const tries = [
      first,
      first,
      { ...anAccount(), username: first.username },
      second,
      { ...second, password: 'another good one' },
    ];
    const seen: unknown[] = [];
    for (const body of tries) {
      seen.push(await auth.anonymous.createAccount({ body }).then(() => 'accepted', codeOf));
    }
    return seen;
  };
  const forKnown = await afterwards(known.email);
  expect(forKnown).toEqual(['accepted', 'username_taken', 'username_taken', 'accepted', 'username_taken']);
  expect(await afterwards(anAccount().email)).toEqual(forKnown);
});

test('a reserved username is free again after 24 hours', async () => {
  const known = await auth.signUp();
  const reserved = anAccount({ email: known.email });
  await auth.anonymous.createAccount({ body: reserved });
  auth.advance(day - hour);
  await expect(signUp({ username: reserved.username })).toFail(errors.usernameTaken);
  auth.advance(hour);
  await signUp({ username: reserved.username });
  expect(await usersWith({ username: reserved.username })).toHaveLength(1);
  await expect(signUp({ username: reserved.username })).toFail(errors.usernameTaken);
});

test('of 30 people who want one username at once, one gets it', async () => {
  const { username } = anAccount();
  const outcomes = await atOnce(30, () => signUp({ username }));
  expect(succeeded(outcomes)).toHaveLength(1);
  expect(codesOf(outcomes)).toEqual(Array(29).fill('username_taken'));
  expect(await usersWith({ username })).toHaveLength(1);
});

test('a username whose reservation has run out goes to one of 30', async () => {
  const known = await auth.signUp();
  const { username } = anAccount();
  await signUp({ username, email: known.email });
  auth.advance(day);
  const outcomes = await atOnce(30, () => signUp({ username }));
  expect(succeeded(outcomes)).toHaveLength(1);
  expect(codesOf(outcomes)).toEqual(Array(29).fill('username_taken'));
});

test('30 sign-ups with one address at once make one account, and all get the same answer', async () => {
  const { email } = anAccount();
  const outcomes = await atOnce(30, () => signUp({ email }));
  expect(codesOf(outcomes)).toEqual([]);
  expect(await usersWith({ email })).toHaveLength(1);
  const { id } = await auth.row('users', { email });
  expect(await auth.rows('audit_log', { user_id: id, action: 'account_created' })).toHaveLength(1);
});
