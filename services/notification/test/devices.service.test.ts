import { events, state } from '@concord/contracts';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import webPush from 'web-push';
import { pushDue, type PushDeps } from '../src/jobs/push.ts';
import { pushSender, type PushSender } from '../src/push/push-sender.ts';
import { notificationAlone } from './alone.ts';
import { aBrowser } from './outward.ts';
import { pushService, type PushService } from './push-service.ts';

const vapid = { ...webPush.generateVAPIDKeys(), subject: 'mailto:admin@example.org' };
let service: PushService;
let push: PushSender;
let here: Awaited<ReturnType<typeof notificationAlone>>;
let now: Date;
let deps: PushDeps;

beforeAll(async () => {
  service = await pushService();
  push = pushSender(vapid, { timeoutMs: 2_000, allowPrivate: true });
  here = await notificationAlone({ outward: { mailAfterMs: null, push: true }, push });
  deps = { db: here.db, clock: { now: () => now }, copies: here.deps.copies, sender: push };
});
afterAll(async () => {
  await here.stop();
  await push.close();
  service.stop();
});
beforeEach(async () => {
  for (const table of [
    'notifications',
    'deliveries',
    'devices',
    'people',
    'relations',
    'posts',
    'comments',
    'quiet_hours',
  ])
    await here.db(table).delete();
  await here.db('notification_preferences').delete();
  await here.people(...[1, 2, 3, 4, 5].map((id) => ({ id })));
  await here.posts({ id: 100, userId: 1 });
  Object.assign(service, { got: [], answer: () => ({ status: 201 }) });
  [now, here.copiesAge] = [new Date(), 0];
});

const register = (user: number, path: string, browser = aBrowser()) =>
  here.as(user).registerDevice({ body: { endpoint: `${service.origin}/${path}`, keys: browser.keys } });
const request = (actorId: number, targetId: number, eventId?: string) =>
  here.happen(events.relationFollowRequested, { actorId, targetId, version: 1 }, eventId);
const round = async (afterMs = 1_000) => {
  now = new Date(Math.max(now.getTime(), Date.now()) + afterMs);
  await pushDue(deps);
};
const rows = (table: string) => here.db(table).select<Record<string, unknown>[]>();

test('nobody registers a device without an account, or where nothing may be pushed to', async () => {
  const body = { endpoint: `${service.origin}/x`, keys: aBrowser().keys };
  await expect(here.as(null).registerDevice({ body })).rejects.toMatchObject({ code: 'unauthenticated' });
  for (const wrong of [
    { ...body, endpoint: 'nowhere' },
    { ...body, keys: { ...body.keys, auth: 'short' } },
  ])
    await expect(here.as(1).registerDevice({ body: wrong })).rejects.toMatchObject({ code: 'invalid' });
});

test('addresses that are not public are refused, when registered and when pushed to', async () => {
  const guarded = pushSender(vapid, { timeoutMs: 2_000 });
  const own = await notificationAlone({ outward: { mailAfterMs: null, push: true }, push: guarded });
  const { keys } = aBrowser();
  for (const endpoint of [
    `${service.origin}/x`,
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://169.254.169.254/latest',
    'https://10.0.0.1/',
  ])
    await expect(own.as(1).registerDevice({ body: { endpoint, keys } })).rejects.toMatchObject({ code: 'impossible' });
  expect(await guarded.send({ endpoint: 'https://localhost/x', ...keys }, 'x', {})).toMatchObject({ kind: 'gone' });
  expect(service.got).toEqual([]);
  await own.stop();
  await guarded.close();
});

test('without keys of its own a deployment has no devices', async () => {
  const own = await notificationAlone();
  await expect(own.as(null).getPushKey()).rejects.toMatchObject({ code: 'not_found' });
  await expect(
    own.as(1).registerDevice({ body: { endpoint: 'https://push.example.com/x', keys: aBrowser().keys } }),
  ).rejects.toMatchObject({ code: 'impossible' });
  await own.stop();
});

test('an endpoint is one device, of the account that registered it last; what waits for the one before is not sent to it', async () => {
  const first = await register(1, 'shared');
  expect((await register(1, 'shared')).id).toBe(first.id);
  await request(2, 1);
  await register(3, 'shared');
  expect(await rows('devices')).toMatchObject([{ user_id: 3 }]);
  await round();
  expect([service.got.length, await rows('deliveries')]).toEqual([0, []]);
  await here.as(1).deleteDevice({ params: { id: first.id } });
  expect(await rows('devices')).toHaveLength(1);
});

test('an account has 20 devices at the most: the oldest makes room', async () => {
  for (let index = 0; index < 21; index += 1) await register(1, `device_${index}`);
  const left = (await here.db('devices').where({ user_id: 1 }).pluck('endpoint')) as string[];
  expect([
    left.length,
    left.includes(`${service.origin}/device_0`),
    left.includes(`${service.origin}/device_20`),
  ]).toEqual([20, false, true]);
});

test('devices are removed one by one or all, of nobody else, and as often as one likes', async () => {
  const [one] = [await register(1, 'a'), await register(1, 'b'), await register(2, 'c')];
  for (const _ of [1, 2]) await here.as(2).deleteDevice({ params: { id: one.id } });
  expect(await rows('devices')).toHaveLength(3);
  for (const _ of [1, 2]) await here.as(1).deleteDevice({ params: { id: one.id } });
  expect(await rows('devices')).toHaveLength(2);
  for (const _ of [1, 2]) await here.as(1).deleteDevices();
  expect(await rows('devices')).toMatchObject([{ user_id: 2 }]);
});

test('a device goes with the session that registered it', async () => {
  await register(1, 'a');
  await register(2, 'b');
  await here.db('devices').where({ user_id: 1 }).update({ session_id: 77 });
  const ended = { id: 5, kind: 'session', subject_id: 77, expires_at: '2026-12-01T00:00:00.000Z', version: 1 };
  await here.arrive(state.auth.revocations, [{ ...ended, revoked_at: '2026-11-01T00:00:00.000Z' }]);
  expect(await rows('devices')).toMatchObject([{ user_id: 2 }]);
  const all = { ...ended, id: 6, kind: 'user', subject_id: 2 };
  await here.arrive(state.auth.revocations, [{ ...all, revoked_at: '2020-01-01T00:00:00.000Z' }]);
  expect(await rows('devices')).toHaveLength(1);
  await here.arrive(state.auth.revocations, [{ ...all, id: 7, revoked_at: '2099-01-01T00:00:00.000Z' }]);
  expect(await rows('devices')).toEqual([]);
});
