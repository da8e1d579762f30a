import { errors } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { day, minute, second } from '../src/domain/clock.ts';
import { newRefreshToken, readRefreshToken, writeRefreshToken } from '../src/domain/refresh-token.ts';
import { atOnce, codesOf, startAuth, succeeded, type Auth } from './auth.ts';

let auth: Auth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const refresh = (refreshToken: string) => auth.anonymous.refreshSession({ body: { refreshToken } });
const loggedIn = async () => (await auth.logIn(await auth.signUp())).tokens;
const sessionRow = (id: string) =>
  auth
    .db('sessions')
    .where({ id: Number(id) })
    .first();
const revocationsOf = (id: string) => auth.rows('revocations', { kind: 'session', subject_id: Number(id) });

test('an invented token is refused and harms nobody', async () => {
  await expect(refresh('x'.repeat(64))).toFail(errors.refreshInvalid);
  await expect(refresh('not base64url at all!')).toFail(errors.refreshInvalid);
  await expect(refresh(writeRefreshToken(newRefreshToken()))).toFail(errors.refreshInvalid);
});

test('an access token is no refresh token', async () => {
  const { accessToken } = await loggedIn();
  await expect(refresh(accessToken.slice(0, 200))).toFail(errors.refreshInvalid);
});

test.each(['suspended', 'banned', 'deleted'])('a %s account does not get new tokens', async (status) => {
  const tokens = await loggedIn();
  await auth
    .db('users')
    .where({ id: Number(tokens.accountId) })
    .update({ status, version: 2 });
  await expect(refresh(tokens.refreshToken)).toFail(errors.refreshInvalid);
});

test('a session that was ended does not come back', async () => {
  const { tokens, api } = await auth.logIn(await auth.signUp());
  await api.deleteSession({ params: { id: 'current' } });
  await expect(refresh(tokens.refreshToken)).toFail(errors.refreshInvalid);
});

test('gives new tokens of the same session', async () => {
  const tokens = await loggedIn();
  const next = await refresh(tokens.refreshToken);
  expect(next).toMatchObject({ sessionId: tokens.sessionId, accountId: tokens.accountId, expiresIn: 600 });
  expect(next.refreshToken).not.toBe(tokens.refreshToken);
  expect(next.accessToken).not.toBe(tokens.accessToken);
  expect(await sessionRow(tokens.sessionId)).toMatchObject({ generation: 2, revoked_at: null });
});

test('the token just used answers the same successor for ten seconds', async () => {
  const tokens = await loggedIn();
  const next = await refresh(tokens.refreshToken);
  auth.advance(10 * second);
  expect((await refresh(tokens.refreshToken)).refreshToken).toBe(next.refreshToken);
  expect(await sessionRow(tokens.sessionId)).toMatchObject({ generation: 2, revoked_at: null });
});

test('after the grace it ends the session, although the answer is 401', async () => {
  const tokens = await loggedIn();
  const next = await refresh(tokens.refreshToken);
  auth.advance(10 * second + 1);
  await expect(refresh(tokens.refreshToken)).toFail(errors.refreshInvalid);
  await expect(refresh(next.refreshToken)).toFail(errors.refreshInvalid);
  expect(await sessionRow(tokens.sessionId)).toMatchObject({ revoked_reason: 'refresh_reused' });
});

test('an older token ends the session at once: a revocation with version 1 and an audit entry', async () => {
  const tokens = await loggedIn();
  const next = await refresh(tokens.refreshToken);
  await refresh(next.refreshToken);
  await expect(refresh(tokens.refreshToken)).toFail(errors.refreshInvalid);
  const revocations = await revocationsOf(tokens.sessionId);
  expect(revocations).toMatchObject([{ version: 1 }]);
  const [revoked, expires] = [revocations[0]?.['revoked_at'] as Date, revocations[0]?.['expires_at'] as Date];
  expect(expires.getTime() - revoked.getTime()).toBeGreaterThan(10 * minute + 30 * second);
  expect(
    await auth.db('audit_log').where({ session_id: Number(tokens.sessionId), action: 'refresh_reused' }),
  ).toHaveLength(1);
});

test('an invented secret with a real family ends that session only', async () => {
  const account = await auth.signUp();
  const [first, second] = [await auth.logIn(account), await auth.logIn(account)];
  const { family } = readRefreshToken(first.tokens.refreshToken)!;
  const { secret } = newRefreshToken();
  await expect(refresh(writeRefreshToken({ family, secret }))).toFail(errors.refreshInvalid);
  await expect(refresh(first.tokens.refreshToken)).toFail(errors.refreshInvalid);
  await expect(refresh(second.tokens.refreshToken)).resolves.toBeDefined();
});

test('200 refreshes of one token at once give one successor', async () => {
  const tokens = await loggedIn();
  const outcomes = await atOnce(200, () => refresh(tokens.refreshToken));
  expect(codesOf(outcomes)).toEqual([]);
  const successors = new Set(succeeded(outcomes).map(({ refreshToken }) => refreshToken));
  expect(successors.size).toBe(1);
  expect(await sessionRow(tokens.sessionId)).toMatchObject({ generation: 2, revoked_at: null });
  await expect(refresh([...successors][0] ?? '')).resolves.toBeDefined();
});

test('an old token used 50 times at once revokes once', async () => {
  const tokens = await loggedIn();
  const next = await refresh(tokens.refreshToken);
  await refresh(next.refreshToken);
  const outcomes = await atOnce(50, () => refresh(tokens.refreshToken));
  expect(new Set(codesOf(outcomes))).toEqual(new Set(['refresh_invalid']));
  expect(await revocationsOf(tokens.sessionId)).toHaveLength(1);
});

test('logging out and refreshing at once end with a session that is over', async () => {
  const { tokens, api } = await auth.logIn(await auth.signUp());
  const outcomes = await atOnce(40, (index) =>
    index % 2 === 0 ? refresh(tokens.refreshToken) : api.deleteSession({ params: { id: 'current' } }),
  );
  expect(codesOf(outcomes).filter((code) => code !== 'refresh_invalid')).toEqual([]);
  for (const reply of succeeded(outcomes))
    if (reply) await expect(refresh(reply.refreshToken)).toFail(errors.refreshInvalid);
  expect(await revocationsOf(tokens.sessionId)).toHaveLength(1);
});

test('a session is over when it was not used for 14 days', async () => {
  const tokens = await loggedIn();
  auth.advance(14 * day);
  await expect(refresh(tokens.refreshToken)).toFail(errors.refreshInvalid);
});

test('a session that is used is over after 90 days all the same', async () => {
  let { refreshToken } = await loggedIn();
  for (let days = 10; days < 90; days += 10) {
    auth.advance(10 * day);
    ({ refreshToken } = await refresh(refreshToken));
  }
  auth.advance(10 * day);
  await expect(refresh(refreshToken)).toFail(errors.refreshInvalid);
});
