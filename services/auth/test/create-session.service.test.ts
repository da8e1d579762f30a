import { contract, errors } from '@concord/contracts';
import { anAccount } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { jwtVerify } from 'jose';
import { atOnce, codesOf, startAuth, succeeded, type Auth } from './auth.ts';

let auth: Auth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const userOf = (username: string) => auth.row('users', { username });

test('nobody logs in with a wrong password, an unknown name or an unknown address, and all three look alike', async () => {
  const { username, email } = await auth.signUp();
  for (const login of [username, email, anAccount().username, anAccount().email])
    await expect(auth.anonymous.createSession({ body: { login, password: 'not the one' } })).toFail(
      errors.credentialsWrong,
    );
});

test.each([
  [{ login: 'ada_l' }, '/body/password'],
  [{ code: 'c'.repeat(43) }, '/body/verifier'],
  [{ login: 'ada_l', password: 'x', more: 1 }, '/body/more'],
])('what %j lacks or has too much is pointed at', async (body, pointer) => {
  const reply = await auth.anonymous.raw(contract.auth.createSession, { body });
  expect(reply).toMatchObject({ status: 400, body: { code: errors.invalid.code, errors: [{ pointer }] } });
});

test('a password and a code together are neither', async () => {
  const body = { login: 'ada_l', password: 'x', code: 'c'.repeat(43), verifier: 'v'.repeat(43) };
  expect((await auth.anonymous.raw(contract.auth.createSession, { body })).status).toBe(400);
});

test.each(['suspended', 'banned'])('a %s account is told so, but only after the right password', async (status) => {
  const account = await auth.signUp();
  await auth.db('users').where({ username: account.username }).update({ status, version: 2 });
  await expect(auth.logIn({ ...account, password: 'not the one' })).toFail(errors.credentialsWrong);
  await expect(auth.logIn(account)).toFail(errors.forbidden);
});

test('a deleted account is not known any more', async () => {
  const account = await auth.signUp();
  await auth.db('users').where({ username: account.username }).update({ status: 'deleted', version: 2 });
  await expect(auth.logIn(account)).toFail(errors.credentialsWrong);
});

test('an account without a password cannot be entered with any', async () => {
  const account = await auth.signUp();
  await auth.db('users').where({ username: account.username }).update({ password_hash: null, version: 2 });
  await expect(auth.logIn(account)).toFail(errors.credentialsWrong);
});

test('a refused login is written down, with the account if there is one, and never what was typed', async () => {
  const account = await auth.signUp();
  const { id } = await userOf(account.username);
  await expect(auth.logIn({ ...account, password: 'not the one' })).toFail(errors.credentialsWrong);
  const entry = await auth.row('audit_log', { user_id: id, action: 'login_refused' });
  expect(entry).toMatchObject({ session_id: null, address: '192.0.2.7' });
  expect(JSON.stringify(entry)).not.toContain('not the one');
});

test('one logs in by username or by address, in any case', async () => {
  const { username, email, password } = await auth.signUp();
  for (const login of [username, username.toUpperCase(), email, email.toUpperCase()])
    await expect(auth.anonymous.createSession({ body: { login, password } })).resolves.toMatchObject({
      tokenType: 'Bearer',
      expiresIn: 600,
    });
});

test('the access token is signed by a published key and names account, session and roles', async () => {
  const account = await auth.signUp();
  const { id } = await userOf(account.username);
  const { tokens } = await auth.logIn(account);
  const { keys } = await auth.anonymous.getKeys();
  const { payload } = await jwtVerify(tokens.accessToken, async ({ kid }) => keys.find((key) => key.kid === kid)!, {
    issuer: 'http://127.0.0.1:8080',
    audience: 'concord',
    typ: 'at+jwt',
    algorithms: ['ES256'],
  });
  expect(payload).toMatchObject({ sub: String(id), sid: tokens.sessionId, roles: ['user'] });
  expect(payload.exp! - payload.iat!).toBe(600);
  expect(tokens.accountId).toBe(String(id));
});

test('of the refresh token only hashes are stored', async () => {
  const { tokens } = await auth.logIn(await auth.signUp());
  const row = await auth.row('sessions', { id: Number(tokens.sessionId) });
  const stored = Object.values(row).flatMap((value) => (Buffer.isBuffer(value) ? [value] : []));
  const bytes = Buffer.from(tokens.refreshToken, 'base64url');
  expect(stored).toHaveLength(2);
  for (const value of stored) expect(bytes.includes(value.subarray(0, 8))).toBe(false);
});

test('a hash with old parameters is replaced at the next login, once, and the version rises', async () => {
  const account = await auth.signUp();
  const old = await hash(account.password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
  await auth.db('users').where({ username: account.username }).update({ password_hash: old, version: 2 });
  const outcomes = await atOnce(5, () => auth.logIn(account));
  expect(codesOf(outcomes)).toEqual([]);
  const { password_hash, version } = await userOf(account.username);
  expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(version).toBe(3);
  await expect(auth.logIn(account)).resolves.toBeDefined();
});

test('30 logins at once are 30 sessions', async () => {
  const account = await auth.signUp();
  const outcomes = await atOnce(30, () => auth.logIn(account));
  expect(new Set(succeeded(outcomes).map(({ tokens }) => tokens.sessionId)).size).toBe(30);
});
