import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startAuth, type Auth } from './auth.ts';

let auth: Auth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

test('nobody confirms without a session', async () => {
  await expect(auth.anonymous.confirmSession({ body: { password: 'x' } })).rejects.toMatchObject({
    code: 'unauthenticated',
  });
});

test('a wrong password is refused, written down, and proves nothing', async () => {
  const { tokens, api } = await auth.logIn(await auth.signUp());
  const before = await auth.row('sessions', { id: tokens.sessionId });
  auth.advance(1_000);
  await expect(api.confirmSession({ body: { password: 'not the one' } })).rejects.toMatchObject({
    code: 'credentials_wrong',
  });
  expect(await auth.row('sessions', { id: tokens.sessionId })).toEqual(before);
  expect(await auth.rows('audit_log', { action: 'login_refused', session_id: tokens.sessionId })).toHaveLength(1);
});

test('the right one makes the session as good as a new one', async () => {
  const person = await auth.signUp();
  const { tokens, api } = await auth.logIn(person);
  const before = await auth.row('sessions', { id: tokens.sessionId });
  auth.advance(600_000);
  await api.confirmSession({ body: { password: person.password } });
  const after = await auth.row('sessions', { id: tokens.sessionId });
  const passed = (after['authenticated_at'] as Date).getTime() - (before['authenticated_at'] as Date).getTime();
  expect(passed).toBeGreaterThanOrEqual(600_000);
});
