import { errors } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { minute } from '../src/domain/clock.ts';
import { atOnce, codesOf, succeeded, type Auth } from './auth.ts';
import { startAuthWithMail, subjects, type Mailbox } from './mailbox.ts';

let box: Mailbox;
let auth: Auth;
beforeAll(async () => {
  [auth, box] = await startAuthWithMail();
});
afterAll(() => auth.stop());

const another = { password: 'quite another one' };

test('nobody changes a password without a session', async () => {
  await expect(auth.anonymous.updatePassword({ body: another })).toFail(errors.unauthenticated);
});

test('a session that was confirmed more than 5 minutes ago does not do; confirmed again it does', async () => {
  const person = await auth.signUp();
  const { api } = await auth.logIn(person);
  auth.advance(5 * minute);
  await expect(api.updatePassword({ body: another })).toFail(errors.authenticationOld);
  await api.confirmSession({ body: { password: person.password } });
  await expect(api.updatePassword({ body: another })).resolves.toBeDefined();
});

test('common passwords and one’s own names are refused, and nothing ends', async () => {
  const person = await auth.signUp();
  const { api, tokens } = await auth.logIn(person);
  for (const password of ['password123', person.username, person.email])
    await expect(api.updatePassword({ body: { password } })).toFail(errors.passwordWeak);
  await auth.anonymous.refreshSession({ body: { refreshToken: tokens.refreshToken } });
});

test('every session ends but the one of the answer; the access token of the answer is younger than the end of the others', async () => {
  const person = await auth.signUp();
  const [{ api, tokens }, other] = [await auth.logIn(person), await auth.logIn(person)];
  const fresh = await api.updatePassword({ body: another });
  const refresh = ({ refreshToken }: { refreshToken: string }) =>
    auth.anonymous.refreshSession({ body: { refreshToken } });
  for (const old of [tokens, other.tokens]) await expect(refresh(old)).toFail(errors.refreshInvalid);
  await expect(refresh(fresh)).resolves.toMatchObject({ sessionId: fresh.sessionId });
  const revocation = await auth.row('revocations', { kind: 'user', subject_id: Number(fresh.accountId) });
  const issued = Math.round((decodeJwt(fresh.accessToken).iat ?? 0) * 1_000);
  expect(issued).toBeGreaterThanOrEqual((revocation['revoked_at'] as Date).getTime());
  expect(await auth.rows('audit_log', { action: 'password_changed', user_id: Number(fresh.accountId) })).toHaveLength(
    1,
  );
});

test('the old password is over, everything sent by mail too, and the owner is told', async () => {
  const person = await auth.signUp();
  const verify = await box.token(person.email, subjects.verify);
  await auth.db('users').where({ username: person.username }).update({ email_verified_at: new Date() });
  await (await auth.logIn(person)).api.updatePassword({ body: another });
  await expect(auth.logIn(person)).toFail(errors.credentialsWrong);
  await expect(auth.logIn({ ...person, ...another })).resolves.toBeDefined();
  await expect(auth.anonymous.confirmEmailVerification({ body: { token: verify } })).toFail(errors.linkInvalid);
  await box.next(person.email, 'Your password was changed');
});

test('an account without a password gets one', async () => {
  const person = await auth.signUp();
  const { api } = await auth.logIn(person);
  await auth.db('users').where({ username: person.username }).update({ password_hash: null });
  expect(await api.getOwnAccount()).toMatchObject({ hasPassword: false });
  await api.updatePassword({ body: another });
  await expect(auth.logIn({ ...person, ...another })).resolves.toBeDefined();
});

test('logins with the old password at the same time leave no session behind', async () => {
  const person = await auth.signUp();
  const { api } = await auth.logIn(person);
  const [changes, logins] = await Promise.all([
    atOnce(1, () => api.updatePassword({ body: another })),
    atOnce(20, () => auth.logIn(person)),
  ]);
  const [fresh] = succeeded(changes);
  expect(new Set(codesOf(logins).filter((code) => code !== 'rate_limited'))).toEqual(new Set(['credentials_wrong']));
  for (const { tokens } of succeeded(logins))
    await expect(auth.anonymous.refreshSession({ body: { refreshToken: tokens.refreshToken } })).toFail(
      errors.refreshInvalid,
    );
  const user = await auth.row('users', { username: person.username });
  const alive = (await auth.rows('sessions', { user_id: user['id'], revoked_at: null })).map(({ id }) => String(id));
  expect(alive).toEqual([fresh?.sessionId]);
});
