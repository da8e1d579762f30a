import { errors, state } from '@concord/contracts';
import { expect, test } from '@jest/globals';
import { pushSender } from '../src/push/push-sender.ts';
import { devicesInDoubt, endDoubt } from '../src/store/doubts.ts';
import { notificationAlone } from './alone.ts';
import { aBrowser } from './outward.ts';
import { pushing, vapid } from './pushing.ts';

const own = pushing();

test('nobody registers a device without an account, or where nothing may be pushed to', async () => {
  const body = { endpoint: `${own.service.origin}/x`, keys: aBrowser().keys };
  await expect(own.here.as(null).registerDevice({ body })).rejects.toMatchObject({ code: 'unauthenticated' });
  for (const wrong of [
    { ...body, endpoint: 'nowhere' },
    { ...body, keys: { ...body.keys, auth: 'short' } },
  ])
    await expect(own.here.as(1).registerDevice({ body: wrong })).rejects.toMatchObject({ code: 'invalid' });
});

test('addresses that are not public are refused, when registered and when pushed to', async () => {
  const guarded = pushSender(vapid, { timeoutMs: 2_000 });
  const other = await notificationAlone({ outward: { mailAfterMs: null, push: true }, push: guarded });
  const { keys } = aBrowser();
  for (const endpoint of [
    `${own.service.origin}/x`,
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://169.254.169.254/latest',
    'https://10.0.0.1/',
  ])
    await expect(other.as(1).registerDevice({ body: { endpoint, keys } })).rejects.toMatchObject({
      code: 'impossible',
    });
  expect(await guarded.send({ endpoint: 'https://localhost/x', ...keys }, 'x', {})).toMatchObject({ kind: 'gone' });
  expect(own.service.got).toEqual([]);
  await other.stop();
  await guarded.close();
});

test('without keys of its own a deployment has no devices', async () => {
  const other = await notificationAlone();
  await expect(other.as(null).getPushKey()).rejects.toMatchObject({ code: 'not_found' });
  await expect(
    other.as(1).registerDevice({ body: { endpoint: 'https://push.example.com/x', keys: aBrowser().keys } }),
  ).rejects.toMatchObject({ code: 'impossible' });
  await other.stop();
});

test('an endpoint is one device, of the account that registered it last; what waits for the one before is not sent to it', async () => {
  const first = await own.register(1, 'shared');
  expect((await own.register(1, 'shared')).id).toBe(first.id);
  await own.request(2, 1);
  await own.register(3, 'shared');
  expect(await own.rows('devices')).toMatchObject([{ user_id: 3 }]);
  await own.round();
  expect([own.service.got.length, await own.rows('deliveries')]).toEqual([0, []]);
  await own.here.as(1).deleteDevice({ params: { id: first.id } });
  expect(await own.rows('devices')).toHaveLength(1);
});

test('an account has 20 devices at the most: the oldest makes room', async () => {
  for (let index = 0; index < 21; index += 1) await own.register(1, `device_${index}`);
  const left = (await own.here.db('devices').where({ user_id: 1 }).pluck('endpoint')) as string[];
  expect([
    left.length,
    left.includes(`${own.service.origin}/device_0`),
    left.includes(`${own.service.origin}/device_20`),
  ]).toEqual([20, false, true]);
});

test('devices are removed one by one or all, of nobody else, and as often as one likes', async () => {
  const [one] = [await own.register(1, 'a'), await own.register(1, 'b'), await own.register(2, 'c')];
  for (const _ of [1, 2]) await own.here.as(2).deleteDevice({ params: { id: one.id } });
  expect(await own.rows('devices')).toHaveLength(3);
  for (const _ of [1, 2]) await own.here.as(1).deleteDevice({ params: { id: one.id } });
  expect(await own.rows('devices')).toHaveLength(2);
  for (const _ of [1, 2]) await own.here.as(1).deleteDevices();
  expect(await own.rows('devices')).toMatchObject([{ user_id: 2 }]);
});

const aDay = 86_400_000;
const revoked = (kind: 'session' | 'user', subject_id: number, atMs = Date.now()) =>
  own.here.arrive(state.auth.revocations, [
    {
      ...{ id: subject_id, kind, subject_id, version: atMs },
      ...{ revoked_at: new Date(atMs).toISOString(), expires_at: new Date(atMs + aDay).toISOString() },
    },
  ]);
const ofSession = (id: number, user_id: number) => own.here.db('devices').where({ user_id }).update({ session_id: id });

test('a device goes with the session that registered it', async () => {
  await own.register(1, 'a');
  await own.register(2, 'b');
  await ofSession(77, 1);
  await revoked('session', 77);
  expect(await own.rows('devices')).toMatchObject([{ user_id: 2 }]);
});

test.each([
  ['long before', -aDay],
  ['long after, by another clock', aDay],
])('when all sessions are ended their devices go, registered %s', async (_, apartMs) => {
  await own.register(1, 'a');
  await own.register(2, 'b');
  await ofSession(77, 1);
  own.ended = new Set([77]);
  await revoked('user', 1, Date.now() - apartMs);
  await own.endDoubts();
  expect(await own.rows('devices')).toMatchObject([{ user_id: 2, in_doubt: 0 }]);
});

test.each(['session', 'user'] as const)(
  'registered with a session whose end is known here already (%s), a device is not pushed to, and goes',
  async (kind) => {
    own.ended = new Set([1]);
    await revoked(kind, 1, Date.now() - 1_000);
    await own.registerUnasked(1, 'late');
    await own.request(2, 1);
    await own.round();
    expect(own.service.got).toEqual([]);
    await own.endDoubts();
    expect(await own.rows('devices')).toEqual([]);
  },
);

test('where roles change the sessions go on, and so do the devices', async () => {
  await own.register(1, 'a');
  await revoked('user', 1);
  await own.endDoubts();
  await own.request(2, 1);
  await own.round();
  expect([own.service.got.length, await own.rows('devices')]).toMatchObject([1, [{ in_doubt: 0 }]]);
});

test('while auth does not answer, nothing is pushed to a device in doubt; it is once auth does', async () => {
  await own.register(1, 'a');
  await revoked('user', 1);
  await own.request(2, 1);
  own.ended = null;
  await expect(own.endDoubts()).toFail(errors.unavailable);
  await own.round();
  expect(own.service.got).toEqual([]);
  own.ended = new Set();
  await own.endDoubts();
  await own.round();
  expect(own.service.got).toHaveLength(1);
});

test('what auth said before a session ended does not hold after it', async () => {
  await own.registerUnasked(1, 'a');
  const [doubted] = await devicesInDoubt(own.here.db, 1);
  if (doubted === undefined) throw new Error('not in doubt');
  await revoked('user', 1);
  await endDoubt(own.here.db, doubted, true);
  expect(await own.rows('devices')).toMatchObject([{ in_doubt: 1 }]);
  await endDoubt(own.here.db, doubted, false);
  expect(await own.rows('devices')).toHaveLength(1);
});
