import { contract, errors } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { day } from '../src/domain/clock.ts';
import { startAuth, type Auth } from './auth.ts';

let auth: Auth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

test('nobody reads accounts or sessions from outside: for them these paths do not exist', async () => {
  const { tokens, api } = await auth.logIn(await auth.signUp());
  for (const caller of [auth.anonymous, api]) {
    const user = await caller.raw(contract.auth.readUser, { params: { id: tokens.accountId } });
    const session = await caller.raw(contract.auth.readSession, { params: { id: tokens.sessionId } });
    const addresses = caller.raw(contract.auth.readAddresses, { body: { accounts: [tokens.accountId] } });
    await expect(addresses).rejects.toThrow(/readAddresses answered 404/);
    expect([user.status, session.status]).toEqual([404, 404]);
  }
});

test('without the secret the port answers nothing', async () => {
  const { tokens } = await auth.logIn(await auth.signUp());
  const reply = await fetch(`${auth.url}/internal/users/${tokens.accountId}`);
  expect(reply.status).toBe(401);
});

test('what there is not is not found', async () => {
  await expect(auth.internal.readUser({ params: { id: '12345' } })).toFail(errors.notFound);
  await expect(auth.internal.readSession({ params: { id: '12345' } })).toFail(errors.notFound);
});

test('an account is told as the state stream tells it, nothing private', async () => {
  const account = await auth.signUp();
  const { tokens } = await auth.logIn(account);
  expect(await auth.internal.readUser({ params: { id: tokens.accountId } })).toEqual({
    id: tokens.accountId,
    username: account.username,
    displayName: account.displayName,
    status: 'active',
    roles: ['user'],
    version: 1,
  });
});

test('addresses are told of active accounts only, and of those that were asked for', async () => {
  const people = [await auth.signUp(), await auth.signUp(), await auth.signUp()];
  const ids: string[] = [];
  for (const one of people) ids.push((await auth.logIn(one)).tokens.accountId);
  await auth.db('users').where({ id: ids[1] }).update({ status: 'suspended', version: 2 });
  const { addresses } = await auth.internal.readAddresses({ body: { accounts: [...ids.slice(0, 2), '12345'] } });
  expect(addresses).toEqual([{ accountId: ids[0], email: people[0]?.email.toLowerCase() }]);
});

test('a session is active until it is ended, idle or its account is not active', async () => {
  const account = await auth.signUp();
  const active = async (id: string) => (await auth.internal.readSession({ params: { id } })).active;
  const ended = await auth.logIn(account);
  const idle = await auth.logIn(account);
  expect(await active(ended.tokens.sessionId)).toBe(true);
  await ended.api.deleteSession({ params: { id: 'current' } });
  expect(await active(ended.tokens.sessionId)).toBe(false);
  auth.advance(14 * day);
  expect(await active(idle.tokens.sessionId)).toBe(false);
  const banned = await auth.logIn(account);
  await auth.db('users').where({ username: account.username }).update({ status: 'banned', version: 2 });
  expect(await active(banned.tokens.sessionId)).toBe(false);
});

test('the keys are published without their private parts, the signing one first', async () => {
  const { keys } = await auth.anonymous.getKeys();
  expect(keys.map(({ kid }) => kid)).toEqual(['signs', 'retired']);
  for (const key of keys) expect(key).not.toHaveProperty('d');
});
