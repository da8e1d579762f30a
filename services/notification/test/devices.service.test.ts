import { state } from '@concord/contracts';
import { expect, test } from '@jest/globals';
import { pushSender } from '../src/push/push-sender.ts';
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

test('a device goes with the session that registered it', async () => {
  await own.register(1, 'a');
  await own.register(2, 'b');
  await own.here.db('devices').where({ user_id: 1 }).update({ session_id: 77 });
  const ended = { id: 5, kind: 'session', subject_id: 77, expires_at: '2026-12-01T00:00:00.000Z', version: 1 };
  await own.here.arrive(state.auth.revocations, [{ ...ended, revoked_at: '2026-11-01T00:00:00.000Z' }]);
  expect(await own.rows('devices')).toMatchObject([{ user_id: 2 }]);
  const all = { ...ended, id: 6, kind: 'user', subject_id: 2 };
  await own.here.arrive(state.auth.revocations, [{ ...all, revoked_at: '2020-01-01T00:00:00.000Z' }]);
  expect(await own.rows('devices')).toHaveLength(1);
  await own.here.arrive(state.auth.revocations, [{ ...all, id: 7, revoked_at: '2099-01-01T00:00:00.000Z' }]);
  expect(await own.rows('devices')).toEqual([]);
});
