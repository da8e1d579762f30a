import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { errors, erasingServices, events } from '@concord/contracts';
import { transaction } from '@concord/platform';
import { happenIn, keepEvents, toldSince } from '@concord/testkit';
import { erased } from '../src/consumers/erased.ts';
import { authErasure } from '../src/store/erasure.ts';
import { atOnce, codesOf, startAuth, succeeded, type Auth } from './auth.ts';

let auth: Auth;
beforeAll(async () => {
  auth = await startAuth();
  await keepEvents(auth.db);
});
afterAll(() => auth.stop());

const consumers = [erased({ now: () => new Date() })];

const acknowledge = (accountId: number, serviceType: (typeof erasingServices)[number], eventId?: string) =>
  transaction(auth.db, (tx) =>
    happenIn(
      tx,
      consumers,
      events.accountErased,
      { accountId, version: 2, serviceType, counts: { things: 3 } },
      eventId ?? `${serviceType} ${accountId}`,
    ),
  );

const someone = async () => {
  const person = await auth.signUp();
  const { tokens, api } = await auth.logIn(person);
  return { person, tokens, api, id: Number(tokens.accountId) };
};

test('nobody deletes without a session', async () => {
  await expect(auth.anonymous.deleteMe({})).toFail(errors.unauthenticated);
});

test('a session that proved itself more than 5 minutes ago deletes nothing', async () => {
  const { api, id } = await someone();
  auth.advance(300_000);
  await expect(api.deleteMe({})).toFail(errors.authenticationOld);
  expect(await auth.row('users', { id })).toMatchObject({ status: 'active' });
});

test('a deletion that nobody knows of is not there', async () => {
  await expect(auth.anonymous.getDeletion({ params: { id: 'A'.repeat(22) } })).toFail(errors.notFound);
  await expect(auth.anonymous.getDeletion({ params: { id: '1' } })).toFail(errors.invalid);
});

test('the last admin stays; of two who leave at once, one does', async () => {
  const [one, other] = [await someone(), await someone()];
  const admin = JSON.stringify(['user', 'admin']);
  await auth.db('users').where({ id: one.id }).update({ roles: admin });
  await expect(one.api.deleteMe({})).toFail(errors.lastAdmin);
  await auth.db('users').where({ id: other.id }).update({ roles: admin });
  const outcomes = await atOnce(2, (index) => (index === 0 ? one : other).api.deleteMe({}));
  expect([succeeded(outcomes).length, codesOf(outcomes)]).toEqual([1, ['last_admin']]);
});

test('leaves a row without anything of the person, no session, and tells it once, however often it is asked', async () => {
  const { person, tokens, id } = await someone();
  const { api: elsewhere } = await auth.logIn(person);
  const { api } = await auth.logIn(person);
  await toldSince(auth.db);
  const outcomes = await atOnce(5, () => api.deleteMe({}));
  const [deletion] = succeeded(outcomes);
  expect(succeeded(outcomes)).toHaveLength(1);
  expect(
    new Set(codesOf(outcomes).map((code) => ['unauthenticated', 'authentication_old'].includes(code as string))),
  ).toEqual(new Set([true]));
  expect(await auth.row('users', { id })).toMatchObject({
    ...{
      username: `~${id}`,
      email: `~${id}`,
      display_name: '',
      password_hash: null,
      status: 'deleted',
      roles: [],
      version: 3,
    },
  });
  expect(await toldSince(auth.db)).toMatchObject([{ type: 'account.deleted', payload: { accountId: id, version: 3 } }]);
  expect(deletion).toMatchObject({ state: 'running', finishedAt: null });
  expect(deletion?.services.map(({ service, state }) => `${service} ${state}`)).toEqual(
    erasingServices.map((service) => `${service} waiting`),
  );
  await expect(auth.anonymous.refreshSession({ body: { refreshToken: tokens.refreshToken } })).toFail(
    errors.refreshInvalid,
  );
  await expect(elsewhere.deleteMe({})).rejects.toMatchObject({ status: expect.any(Number) });
  await expect(auth.logIn(person)).rejects.toMatchObject({ code: 'credentials_wrong' });
});

test('a deletion is written down, with where it was asked from', async () => {
  const { api, id } = await someone();
  await api.deleteMe({});
  expect(await auth.rows('audit_log', { user_id: id, action: 'account_deleted' })).toMatchObject([
    { actor_id: null, address: '192.0.2.7' },
  ]);
});

test('its name is never given again, its address may sign up anew', async () => {
  const { person, api } = await someone();
  await api.deleteMe({});
  auth.advance(86_400_001 - 300_000);
  await expect(auth.signUp({ ...person, email: 'other@example.org' })).toFail(errors.usernameTaken);
  auth.advance(86_400_001);
  await expect(auth.signUp({ ...person, email: 'other@example.org' })).toFail(errors.usernameTaken);
  const again = await auth.signUp({ email: person.email });
  expect((await auth.logIn(again)).tokens.accountId).toBeDefined();
});

test('exports go with their pages, those of others stay', async () => {
  const [gone, other] = [await someone(), await someone()];
  for (const { api, id } of [gone, other]) {
    await api.requestExport({});
    const { id: exportId } = (await auth.row('exports', { user_id: id })) as { id: number };
    await auth.db('export_pages').insert({ export_id: exportId, number: 999, file: 'profile', content: '{}' });
  }
  await gone.api.deleteMe({});
  for (let turn = 0; turn < 3; turn += 1) await authErasure.advance(auth.db, 0);
  const { id: kept } = (await auth.row('exports', { user_id: other.id })) as { id: number };
  expect(await auth.rows('exports', { user_id: gone.id })).toEqual([]);
  expect(await auth.db('export_pages').distinct().pluck('export_id')).toEqual([kept]);
});

test('what is left is erased in passes, and said once: no session, and acts without who did them', async () => {
  const { api, id } = await someone();
  await api.deleteMe({});
  await toldSince(auth.db);
  const acts = await auth.db('audit_log').count({ n: '*' });
  for (let turn = 0; turn < 3; turn += 1) await authErasure.advance(auth.db, 0);
  expect(await auth.rows('sessions', { user_id: id })).toEqual([]);
  expect(await auth.rows('audit_log', { user_id: id })).toEqual([]);
  expect(await auth.db('audit_log').count({ n: '*' })).toEqual(acts);
  const told = (await toldSince(auth.db)).filter(({ aggregateid }) => aggregateid === String(id));
  expect(told).toEqual([
    expect.objectContaining({
      type: 'account.erased',
      payload: { accountId: id, version: 3, serviceType: 'auth', counts: { sessions: 1 } },
    }),
  ]);
});

test('is complete when all have acknowledged, each counted once, and then forgets whose it was', async () => {
  const { api, id } = await someone();
  const { id: deletion } = await api.deleteMe({});
  const read = () => auth.anonymous.getDeletion({ params: { id: deletion } });
  const [last, ...first] = erasingServices.toReversed();
  for (const service of first) await acknowledge(id, service);
  await acknowledge(id, 'auth');
  await acknowledge(id, 'auth', 'told by another event');
  expect(await read()).toMatchObject({ state: 'running', finishedAt: null });
  expect((await read()).services.filter(({ state }) => state === 'waiting')).toHaveLength(1);
  await acknowledge(id, last ?? 'auth');
  const complete = await read();
  expect(complete).toMatchObject({ state: 'complete', finishedAt: expect.any(String) });
  expect(complete.services.every(({ erased: [things] }) => things?.count === 3)).toBe(true);
  expect(await auth.db('deletions').where({ id: deletion })).toMatchObject([{ account_id: null }]);
  await acknowledge(id, 'auth', 'told once more');
  expect(await read()).toEqual(complete);
});
