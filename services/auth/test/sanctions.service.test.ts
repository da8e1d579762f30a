import { contract, errors } from '@concord/contracts';
import { eventually, keepEvents, toldSince } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { day, later, minute } from '../src/domain/clock.ts';
import { atOnce, codesOf, startAuth, succeeded, type Auth } from './auth.ts';
import { member, statusOf, type Member } from './staff.ts';

let auth: Auth;
let [moderator, admin]: Member[] = [];
beforeAll(async () => {
  auth = await startAuth();
  await keepEvents(auth.db);
  moderator = await member(auth, 'moderator');
  admin = await member(auth, 'admin');
});
afterAll(() => auth.stop());

const by = (one: Member | undefined) => {
  if (one === undefined) throw new Error('nobody');
  return one.api;
};
const reason = 'Sells followers';
const suspend = (api: Auth['anonymous'], id: string, until?: Date) =>
  api.suspendAccount({ params: { id }, body: { reason, ...(until && { until: until.toISOString() }) } });
const ban = (api: Auth['anonymous'], id: string) => api.banAccount({ params: { id }, body: { reason } });

test('needs an account, and one that may', async () => {
  const { id, api } = await member(auth);
  for (const [caller, refusal] of [
    [auth.anonymous, errors.unauthenticated],
    [api, errors.forbidden],
  ] as const) {
    await expect(suspend(caller, id)).toFail(refusal);
    await expect(caller.liftSuspension({ params: { id } })).toFail(refusal);
    await expect(ban(caller, id)).toFail(refusal);
    await expect(caller.liftBan({ params: { id } })).toFail(refusal);
  }
});

test('a moderator does not ban, and does not lift a ban or put a suspension in its place', async () => {
  const { id } = await member(auth);
  await expect(ban(by(moderator), id)).toFail(errors.forbidden);
  await ban(by(admin), id);
  await expect(by(moderator).liftBan({ params: { id } })).toFail(errors.forbidden);
  await expect(suspend(by(moderator), id)).toFail(errors.impossible);
  await by(moderator).liftSuspension({ params: { id } });
  expect(await statusOf(auth, id)).toBe('banned');
});

test('nobody acts on an equal or higher role, on themselves, or on who is not there', async () => {
  const peer = await member(auth, 'moderator');
  for (const id of [peer.id, String(admin?.id), String(moderator?.id)])
    await expect(suspend(by(moderator), id)).toFail(errors.forbidden);
  await expect(ban(by(admin), String(admin?.id))).toFail(errors.forbidden);
  await auth.db('users').where({ id: peer.id }).update({ status: 'deleted' });
  for (const id of [peer.id, '12345']) await expect(suspend(by(admin), id)).toFail(errors.notFound);
});

test('who lost the role since their token was made does not act any more', async () => {
  const [once, { id }] = [await member(auth, 'moderator'), await member(auth)];
  await auth.db('users').where({ id: once.id }).update({ roles: '["user"]' });
  await expect(suspend(once.api, id)).toFail(errors.forbidden);
  expect(await statusOf(auth, id)).toBe('active');
});

test('an end that has passed is refused, and nothing happens', async () => {
  const { id } = await member(auth);
  await expect(suspend(by(moderator), id, later(new Date(), -day))).toFail(errors.impossible);
  expect(await statusOf(auth, id)).toBe('active');
});

test('a suspension ends the sessions, tells the world and is written down, in one transaction', async () => {
  const someone = await member(auth);
  await auth.logIn(someone);
  await toldSince(auth.db);
  const until = later(new Date(), 7 * day);
  expect(await suspend(by(moderator), someone.id, until)).toMatchObject({
    status: 'suspended',
    sanction: { kind: 'suspension', reason, actorId: moderator?.id, until: until.toISOString() },
  });
  expect(await auth.row('users', { id: someone.id })).toMatchObject({ status: 'suspended', version: 2 });
  expect((await auth.rows('sessions', { user_id: someone.id })).map((row) => row['revoked_reason'])).toEqual([
    'suspended',
    'suspended',
  ]);
  expect(await auth.rows('revocations', { kind: 'user', subject_id: someone.id })).toHaveLength(1);
  const told = await toldSince(auth.db);
  expect(told).toMatchObject([{ type: 'account.suspended', payload: { accountId: Number(someone.id), version: 2 } }]);
  expect((await auth.rows('audit_log', { user_id: someone.id })).at(-1)).toMatchObject({
    ...{ action: 'suspended', actor_id: Number(moderator?.id), reason, address: '192.0.2.7' },
    detail: `until ${until.toISOString()}`,
  });
  await expect(auth.anonymous.refreshSession({ body: { refreshToken: someone.refreshToken } })).toFail(
    errors.refreshInvalid,
  );
  expect((await auth.internal.readSession({ params: { id: someone.sessionId } })).active).toBe(false);
});

test('who is suspended is told until when, but only with the right password', async () => {
  const someone = await member(auth);
  const until = later(new Date(), 7 * day);
  await suspend(by(moderator), someone.id, until);
  const logIn = (password: string) =>
    auth.anonymous.raw(contract.auth.createSession, { body: { login: someone.username, password } });
  expect([(await logIn('something else')).status, (await logIn(someone.password)).status]).toEqual([401, 403]);
  expect((await logIn(someone.password)).body).toMatchObject({
    detail: `This account is suspended until ${until.toISOString()}`,
  });
});

test('lifting makes the account active again: it logs in, old tokens stay dead, and twice is no failure', async () => {
  const someone = await member(auth);
  await suspend(by(moderator), someone.id);
  await toldSince(auth.db);
  await by(moderator).liftSuspension({ params: { id: someone.id } });
  await by(moderator).liftSuspension({ params: { id: someone.id } });
  expect((await toldSince(auth.db)).map(({ type }) => type)).toEqual(['account.restored']);
  expect(await auth.row('users', { id: someone.id })).toMatchObject({ status: 'active', version: 3 });
  expect(await auth.db('sanctions').where({ user_id: someone.id })).toEqual([]);
  await expect(auth.anonymous.refreshSession({ body: { refreshToken: someone.refreshToken } })).toFail(
    errors.refreshInvalid,
  );
  expect((await auth.logIn(someone)).tokens.accountId).toBe(someone.id);
});

test('why it was lifted is written down, where somebody says', async () => {
  const { id } = await member(auth);
  const lifted = async () => (await auth.rows('audit_log', { user_id: id, action: 'restored' })).at(-1)?.['reason'];
  await suspend(by(moderator), id);
  await by(moderator).liftSuspension({ params: { id }, query: { reason: 'An error of ours' } });
  expect(await lifted()).toBe('An error of ours');
  await ban(by(admin), id);
  await by(admin).liftBan({ params: { id }, query: { reason: 'On appeal' } });
  expect(await lifted()).toBe('On appeal');
  await ban(by(admin), id);
  await by(admin).liftBan({ params: { id } });
  expect(await lifted()).toBeNull();
});

test('a ban takes the place of a suspension, and its end', async () => {
  const someone = await member(auth);
  await suspend(by(moderator), someone.id, later(new Date(), day));
  expect(await ban(by(admin), someone.id)).toMatchObject({ status: 'banned', sanction: { kind: 'ban', until: null } });
  await expect(auth.logIn(someone)).toFail(errors.forbidden);
  await by(admin).liftBan({ params: { id: someone.id } });
  expect(await statusOf(auth, someone.id)).toBe('active');
});

test('a suspension for a time ends by itself; one that was made longer, or a ban, does not', async () => {
  const people = [await member(auth), await member(auth), await member(auth)];
  const [ends, longer, banned] = people.map(({ id }) => id) as [string, string, string];
  const now = new Date();
  for (const id of [ends, longer, banned]) await suspend(by(moderator), id, later(now, 5 * minute));
  await suspend(by(moderator), longer, later(now, 30 * minute));
  await ban(by(admin), banned);
  auth.advance(6 * minute);
  await eventually(async () => (await statusOf(auth, ends)) === 'active');
  expect([await statusOf(auth, longer), await statusOf(auth, banned)]).toEqual(['suspended', 'banned']);
  expect((await auth.rows('audit_log', { user_id: ends })).at(-1)).toMatchObject({
    ...{ action: 'restored', actor_id: null, detail: 'was suspended' },
  });
});

test('of 20 who log in while the account is suspended none has a session that lasts', async () => {
  const someone = await member(auth);
  const outcomes = await atOnce<unknown>(20, (index) =>
    index === 7 ? suspend(by(moderator), someone.id) : auth.logIn(someone),
  );
  for (const code of codesOf(outcomes)) expect(code).toBe(errors.forbidden.code);
  expect(succeeded(outcomes).length).toBeGreaterThan(0);
  const sessions = await auth.rows('sessions', { user_id: someone.id });
  expect(sessions.filter((row) => row['revoked_at'] === null)).toEqual([]);
});
