import { createPublicKey, verify } from 'node:crypto';
import { events, state } from '@concord/contracts';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import webPush from 'web-push';
import { pushDue, type PushDeps } from '../src/jobs/push.ts';
import { pushSender, type PushSender } from '../src/push/push-sender.ts';
import { claimPushes } from '../src/store/deliveries.ts';
import { notificationAlone } from './alone.ts';
import { aBrowser } from './outward.ts';
import { pushService, readBy, type Got, type PushService } from './push-service.ts';

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

test('what happened more than a day ago stands in the list, and is not told outside the app', async () => {
  await register(2, 'old');
  const [old, recent] = [25, 23].map((hours) => new Date(Date.now() - hours * 3_600_000));
  await here.happen(events.relationFollowRequested, { actorId: 1, targetId: 2, version: 1 }, 'old', old);
  expect([await rows('notifications'), await rows('deliveries')]).toMatchObject([[{ receiver_id: 2 }], []]);
  await here.happen(events.relationFollowRequested, { actorId: 3, targetId: 2, version: 1 }, 'recent', recent);
  expect(await rows('deliveries')).toMatchObject([{ receiver_id: 2 }]);
});

test('the browser can read what it is sent, which names no content; its push service knows who sent it', async () => {
  const browser = aBrowser();
  await register(1, 'mine', browser);
  await here.arrive(state.comment.comments, [
    {
      ...{
        id: 500,
        post_id: 100,
        parent_id: null,
        user_id: 2,
        content: 'a secret text',
        mentions: '[]',
        like_count: 0,
      },
      ...{ author_active: 1, post_user_id: 1, post_width: 'public', post_deleted: 0, deleted_at: null, version: 1 },
      ...{ created_at: '2026-01-01T00:00:00.000Z', updated_at: '2026-01-01T00:00:00.000Z' },
    },
  ]);
  await here.happen(events.commentCreated, {
    ...{ commentId: 500, postId: 100, parentId: null, authorId: 2, postAuthorId: 1, parentAuthorId: null },
    ...{ mentionIds: [], version: 1 },
  });
  await round();
  expect(service.got).toHaveLength(1);
  const [{ headers, body }] = service.got as [Got];
  expect(readBy(browser, body)).toEqual({
    ...{ id: expect.stringMatching(/^\d+$/) as unknown, group: 'comment:post:100', type: 'comment' },
    ...{ title: 'Person 2 commented on your post', subject: { type: 'post', id: '100', postId: null } },
  });
  expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'normal' });
  expect(headers['topic']).toMatch(/^[\w-]{32}$/);
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? '') ?? [];
  expect(key).toBe((await here.as(null).getPushKey()).publicKey);
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  expect([signed, JSON.parse(Buffer.from(claims, 'base64url').toString())]).toMatchObject([
    true,
    { aud: service.origin },
  ]);
  expect(await rows('deliveries')).toEqual([]);
});

test('what waits of one group is one push, on each device; the next takes its place', async () => {
  const [one, other] = [aBrowser(), aBrowser()];
  await register(1, 'one', one);
  await register(1, 'other', other);
  for (const actor of [2, 3, 4]) await request(actor, 1);
  await request(2, 1);
  await round();
  expect(service.got.map(({ path }) => path).toSorted()).toEqual(['/one', '/other']);
  const mine = service.got.find(({ path }) => path === '/one');
  expect(readBy(one, mine?.body ?? Buffer.of())).toMatchObject({
    title: 'Person 4, Person 3 and 1 other asked to follow you',
  });
  await request(5, 1);
  await round();
  expect(new Set(service.got.map(({ headers }) => headers['topic'])).size).toBe(1);
  expect(service.got).toHaveLength(4);
});

test('an event that is delivered again is pushed once, also by two processes', async () => {
  await register(1, 'mine');
  for (const _ of [1, 2]) await request(2, 1, 'the same');
  now = new Date(Date.now() + 1_000);
  await Promise.all([pushDue(deps), pushDue(deps)]);
  await request(2, 1, 'the same');
  await round();
  expect(service.got).toHaveLength(1);
});

test('what a process had taken when it died is pushed when its lease ends, not before', async () => {
  await register(1, 'mine');
  await request(2, 1);
  now = new Date(Date.now() + 1_000);
  expect(await claimPushes(here.db, now, 10, 180_000)).toHaveLength(1);
  await round(170_000);
  expect(service.got).toEqual([]);
  await round(20_000);
  expect([service.got.length, await rows('deliveries')]).toEqual([1, []]);
});

test.each<[string, () => Promise<unknown>]>([
  ['who did it was blocked', () => here.relation(1, 2, { blocks: true })],
  ['who did it was muted', () => here.relation(1, 2, { mutes: true })],
  ['it was read', () => here.as(1).markNotificationsRead({ body: { group: 'follow_request' } })],
  [
    'the type was switched off',
    () => here.as(1).updateNotificationPreferences({ body: { types: { follow_request: { push: false } } } }),
  ],
  ['the device was removed', () => here.as(1).deleteDevices()],
  ['the receiver is not active any more', () => here.people({ id: 1, status: 'banned', version: 2 })],
])('nothing is pushed when %s meanwhile', async (_, change) => {
  await register(1, 'mine');
  await request(2, 1);
  expect(await rows('deliveries')).toHaveLength(1);
  await change();
  await round();
  expect([service.got, await rows('deliveries')]).toEqual([[], []]);
});

test('while the copies are too old to decide nothing is pushed, and nothing is lost', async () => {
  await register(1, 'mine');
  await request(2, 1);
  here.copiesAge = 60_000;
  await round();
  expect(service.got).toEqual([]);
  here.copiesAge = 0;
  await round();
  expect(service.got).toHaveLength(1);
});

test('in quiet hours pushes wait until they end; the list does not', async () => {
  await register(1, 'mine');
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
  await here
    .as(1)
    .updateNotificationPreferences({ body: { quietHours: { from: at(-60), to: at(60), timeZone: 'UTC' } } });
  await request(2, 1);
  await round();
  expect([service.got.length, (await here.as(1).getUnreadCount()).unread]).toEqual([0, 1]);
  await round(61 * 60_000);
  expect(service.got).toHaveLength(1);
});

test.each([404, 410])('a device that its push service does not know any more (%i) is removed', async (status) => {
  await register(1, 'gone');
  await register(1, 'mine');
  service.answer = (path) => ({ status: path === '/gone' ? status : 201 });
  await request(2, 1);
  await round();
  expect([(await rows('devices')).map(({ endpoint }) => endpoint), await rows('deliveries')]).toEqual([
    [`${service.origin}/mine`],
    [],
  ]);
});

test('a push service that is busy is asked again when it says, the others are not', async () => {
  await register(1, 'busy');
  await register(1, 'mine');
  service.answer = (path) => (path === '/busy' ? { status: 429, headers: { 'retry-after': '120' } } : { status: 201 });
  await request(2, 1);
  await round();
  await round(100_000);
  expect(service.got.map(({ path }) => path).toSorted()).toEqual(['/busy', '/mine']);
  service.answer = () => ({ status: 201 });
  await round(30_000);
  expect(service.got.filter(({ path }) => path === '/busy')).toHaveLength(2);
  expect(await rows('deliveries')).toEqual([]);
});

test('a push service that fails is asked 8 times, with growing pauses; what it will never take, once', async () => {
  await register(1, 'broken');
  service.answer = () => ({ status: 503 });
  await request(2, 1);
  for (let turn = 0; turn < 12; turn += 1) await round(3_600_000);
  expect([service.got.length, await rows('deliveries')]).toEqual([8, []]);
  service.answer = () => ({ status: 400 });
  await request(3, 1);
  for (let turn = 0; turn < 3; turn += 1) await round();
  expect([service.got.length, (await rows('devices')).length]).toEqual([9, 1]);
});

test('keys that nothing can be encrypted with end the device, and hold up nobody', async () => {
  const keys = { ...aBrowser().keys, p256dh: Buffer.alloc(65, 7).toString('base64url') };
  await here.as(1).registerDevice({ body: { endpoint: `${service.origin}/bad`, keys } });
  await register(1, 'mine');
  await request(2, 1);
  await round();
  expect([service.got.map(({ path }) => path), (await rows('devices')).length]).toEqual([['/mine'], 1]);
});
