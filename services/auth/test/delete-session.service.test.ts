import { errors } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { atOnce, codesOf, startAuth, type Auth } from './auth.ts';

let auth: Auth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const revocationsOf = (id: string) => auth.rows('revocations', { kind: 'session', subject_id: Number(id) });

test('needs an account', async () =>
  expect(auth.anonymous.deleteSession({ params: { id: 'current' } })).toFail(errors.unauthenticated));

test('a stranger’s session does not exist', async () => {
  const [mine, theirs] = [await auth.logIn(await auth.signUp()), await auth.logIn(await auth.signUp())];
  await expect(mine.api.deleteSession({ params: { id: theirs.tokens.sessionId } })).toFail(errors.notFound);
  await expect(mine.api.deleteSession({ params: { id: '12345' } })).toFail(errors.notFound);
  expect(await revocationsOf(theirs.tokens.sessionId)).toEqual([]);
});

test('what is no id is refused', async () => {
  const { api } = await auth.logIn(await auth.signUp());
  await expect(api.deleteSession({ params: { id: '0' } })).toFail(errors.invalid);
});

test('ends another session of one’s own and leaves this one', async () => {
  const account = await auth.signUp();
  const [here, elsewhere] = [await auth.logIn(account), await auth.logIn(account)];
  await here.api.deleteSession({ params: { id: elsewhere.tokens.sessionId } });
  expect((await here.api.listSessions({})).items.map(({ id }) => id)).toEqual([here.tokens.sessionId]);
  expect(await revocationsOf(elsewhere.tokens.sessionId)).toMatchObject([{ version: 1 }]);
  const entries = await auth.rows('audit_log', { session_id: Number(elsewhere.tokens.sessionId) });
  expect(entries.map(({ ['action']: action }) => action)).toEqual(['logged_in', 'logged_out']);
});

test('logging out twice is no failure, and 20 times at once revokes once', async () => {
  const { tokens, api } = await auth.logIn(await auth.signUp());
  const outcomes = await atOnce(20, () => api.deleteSession({ params: { id: 'current' } }));
  expect(codesOf(outcomes)).toEqual([]);
  expect(await revocationsOf(tokens.sessionId)).toHaveLength(1);
});
