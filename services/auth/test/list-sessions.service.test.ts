import { errors } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { day } from '../src/domain/clock.ts';
import { startAuth, type Auth } from './auth.ts';

let auth: Auth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

test('needs an account', async () => expect(auth.anonymous.listSessions({})).toFail(errors.unauthenticated));

test('a forged cursor is refused', async () => {
  const { api } = await auth.logIn(await auth.signUp());
  await expect(api.listSessions({ query: { cursor: 'bm90IG91cnMgYXQgYWxsIG5v' } })).toFail(errors.cursorInvalid);
});

test('shows one’s own living sessions, newest first, by pages', async () => {
  const account = await auth.signUp();
  await auth.logIn(await auth.signUp());
  const first = await auth.logIn(account);
  const ended = await auth.logIn(account);
  const last = await auth.logIn(account);
  await ended.api.deleteSession({ params: { id: 'current' } });
  const page = await last.api.listSessions({ query: { limit: '1' } });
  expect(page.items).toMatchObject([{ id: last.tokens.sessionId, current: true, address: '192.0.2.7' }]);
  const next = await last.api.listSessions({ query: { limit: '1', cursor: page.nextCursor ?? '' } });
  expect(next.items).toMatchObject([{ id: first.tokens.sessionId, current: false }]);
  expect(next.nextCursor).toBeNull();
});

test('says when a session ends if it is not used, and does not show it then', async () => {
  const account = await auth.signUp();
  await auth.logIn(account);
  auth.advance(10 * day);
  const { api } = await auth.logIn(account);
  const { items } = await api.listSessions({});
  expect(items.map(({ createdAt, expiresAt }) => Date.parse(expiresAt) - Date.parse(createdAt))).toEqual([
    14 * day,
    14 * day,
  ]);
  auth.advance(4 * day);
  expect((await api.listSessions({})).items).toHaveLength(1);
});
