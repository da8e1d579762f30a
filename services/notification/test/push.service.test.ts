import { createDecipheriv, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { events, state } from '@concord/contracts';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import webPush from 'web-push';
import { pushDue, type PushDeps } from '../src/jobs/push.ts';
import { pushSender, type PushSender } from '../src/push/push-sender.ts';
import { claimPushes } from '../src/store/deliveries.ts';
import { notificationAlone } from './alone.ts';
import { aBrowser, type Browser } from './outward.ts';

interface Got {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const vapid = { ...webPush.generateVAPIDKeys(), subject: 'mailto:admin@example.org' };
let service: Server;
let got: Got[] = [];
let answer: (path: string) => { status: number; headers?: Record<string, string> };
let origin: string;
let push: PushSender;
let here: Awaited<ReturnType<typeof notificationAlone>>;
let now: Date;
let deps: PushDeps;

beforeAll(async () => {
  service = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      got.push({ path, headers: request.headers, body: Buffer.concat(chunks) });
      const { status, headers = {} } = answer(path);
      response.writeHead(status, headers).end();
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', () => resolve()));
  origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  push = pushSender(vapid, { timeoutMs: 2_000, allowPrivate: true });
  here = await notificationAlone({ outward: { mailAfterMs: null, push: true }, push });
  deps = { db: here.db, clock: { now: () => now }, copies: here.deps.copies, sender: push };
});
afterAll(async () => {
  await here.stop();
  await push.close();
  service.close();
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
  [got, now, here.copiesAge] = [[], new Date(), 0];
  answer = () => ({ status: 201 });
});

const register = (user: number, path: string, browser = aBrowser()) =>
  here.as(user).registerDevice({ body: { endpoint: `${origin}/${path}`, keys: browser.keys } });
const request = (actorId: number, targetId: number, eventId?: string) =>
  here.happen(events.relationFollowRequested, { actorId, targetId, version: 1 }, eventId);
const round = async (afterMs = 1_000) => {
  now = new Date(Math.max(now.getTime(), Date.now()) + afterMs);
  await pushDue(deps);
};
const rows = (table: string) => here.db(table).select<Record<string, unknown>[]>();

/** As a browser does it: RFC 8291 section 3.4 and RFC 8188 section 2. */
const readBy = ({ ecdh, publicKey, auth }: Browser, body: Buffer): unknown => {
  const salt = body.subarray(0, 16);
  const length = body.readUInt8(20);
  const theirs = body.subarray(21, 21 + length);
  const derive = (key: Buffer, from: Buffer, info: Buffer, size: number) =>
    Buffer.from(hkdfSync('sha256', key, from, info, size));
  const secret = derive(
    ecdh.computeSecret(theirs),
    auth,
    Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, theirs]),
    32,
  );
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const sealed = body.subarray(21 + length);
  const open = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([open.update(sealed.subarray(0, -16)), open.final()]);
  return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString());
};

test('nobody registers a device without an account, or where nothing may be pushed to', async () => {
  const body = { endpoint: `${origin}/x`, keys: aBrowser().keys };
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
    `${origin}/x`,
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://169.254.169.254/latest',
    'https://10.0.0.1/',
  ])
    await expect(own.as(1).registerDevice({ body: { endpoint, keys } })).rejects.toMatchObject({ code: 'impossible' });
  expect(await guarded.send({ endpoint: 'https://localhost/x', ...keys }, 'x', {})).toMatchObject({ kind: 'gone' });
  expect(got).toEqual([]);
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
  expect([got.length, await rows('deliveries')]).toEqual([0, []]);
  await here.as(1).deleteDevice({ params: { id: first.id } });
  expect(await rows('devices')).toHaveLength(1);
});

test('an account has 20 devices at the most: the oldest makes room', async () => {
  for (let index = 0; index < 21; index += 1) await register(1, `device_${index}`);
  const left = (await here.db('devices').where({ user_id: 1 }).pluck('endpoint')) as string[];
  expect([left.length, left.includes(`${origin}/device_0`), left.includes(`${origin}/device_20`)]).toEqual([
    20,
    false,
    true,
  ]);
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
  expect(got).toHaveLength(1);
  const [{ headers, body }] = got as [Got];
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
  expect([signed, JSON.parse(Buffer.from(claims, 'base64url').toString())]).toMatchObject([true, { aud: origin }]);
  expect(await rows('deliveries')).toEqual([]);
});

test('what waits of one group is one push, on each device; the next takes its place', async () => {
  const [one, other] = [aBrowser(), aBrowser()];
  await register(1, 'one', one);
  await register(1, 'other', other);
  for (const actor of [2, 3, 4]) await request(actor, 1);
  await request(2, 1);
  await round();
  expect(got.map(({ path }) => path).toSorted()).toEqual(['/one', '/other']);
  const mine = got.find(({ path }) => path === '/one');
  expect(readBy(one, mine?.body ?? Buffer.of())).toMatchObject({
    title: 'Person 4, Person 3 and 1 other asked to follow you',
  });
  await request(5, 1);
  await round();
  expect(new Set(got.map(({ headers }) => headers['topic'])).size).toBe(1);
  expect(got).toHaveLength(4);
});

test('an event that is delivered again is pushed once, also by two processes', async () => {
  await register(1, 'mine');
  for (const _ of [1, 2]) await request(2, 1, 'the same');
  now = new Date(Date.now() + 1_000);
  await Promise.all([pushDue(deps), pushDue(deps)]);
  await request(2, 1, 'the same');
  await round();
  expect(got).toHaveLength(1);
});

test('what a process had taken when it died is pushed when its lease ends, not before', async () => {
  await register(1, 'mine');
  await request(2, 1);
  now = new Date(Date.now() + 1_000);
  expect(await claimPushes(here.db, now, 10, 180_000)).toHaveLength(1);
  await round(170_000);
  expect(got).toEqual([]);
  await round(20_000);
  expect([got.length, await rows('deliveries')]).toEqual([1, []]);
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
  expect([got, await rows('deliveries')]).toEqual([[], []]);
});

test('while the copies are too old to decide nothing is pushed, and nothing is lost', async () => {
  await register(1, 'mine');
  await request(2, 1);
  here.copiesAge = 60_000;
  await round();
  expect(got).toEqual([]);
  here.copiesAge = 0;
  await round();
  expect(got).toHaveLength(1);
});

test('in quiet hours pushes wait until they end; the list does not', async () => {
  await register(1, 'mine');
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
  await here
    .as(1)
    .updateNotificationPreferences({ body: { quietHours: { from: at(-60), to: at(60), timeZone: 'UTC' } } });
  await request(2, 1);
  await round();
  expect([got.length, (await here.as(1).getUnreadCount()).unread]).toEqual([0, 1]);
  await round(61 * 60_000);
  expect(got).toHaveLength(1);
});

test.each([404, 410])('a device that its push service does not know any more (%i) is removed', async (status) => {
  await register(1, 'gone');
  await register(1, 'mine');
  answer = (path) => ({ status: path === '/gone' ? status : 201 });
  await request(2, 1);
  await round();
  expect([(await rows('devices')).map(({ endpoint }) => endpoint), await rows('deliveries')]).toEqual([
    [`${origin}/mine`],
    [],
  ]);
});

test('a push service that is busy is asked again when it says, the others are not', async () => {
  await register(1, 'busy');
  await register(1, 'mine');
  answer = (path) => (path === '/busy' ? { status: 429, headers: { 'retry-after': '120' } } : { status: 201 });
  await request(2, 1);
  await round();
  await round(100_000);
  expect(got.map(({ path }) => path).toSorted()).toEqual(['/busy', '/mine']);
  answer = () => ({ status: 201 });
  await round(30_000);
  expect(got.filter(({ path }) => path === '/busy')).toHaveLength(2);
  expect(await rows('deliveries')).toEqual([]);
});

test('a push service that fails is asked 8 times, with growing pauses; what it will never take, once', async () => {
  await register(1, 'broken');
  answer = () => ({ status: 503 });
  await request(2, 1);
  for (let turn = 0; turn < 12; turn += 1) await round(3_600_000);
  expect([got.length, await rows('deliveries')]).toEqual([8, []]);
  answer = () => ({ status: 400 });
  await request(3, 1);
  for (let turn = 0; turn < 3; turn += 1) await round();
  expect([got.length, (await rows('devices')).length]).toEqual([9, 1]);
});

test('keys that nothing can be encrypted with end the device, and hold up nobody', async () => {
  const keys = { ...aBrowser().keys, p256dh: Buffer.alloc(65, 7).toString('base64url') };
  await here.as(1).registerDevice({ body: { endpoint: `${origin}/bad`, keys } });
  await register(1, 'mine');
  await request(2, 1);
  await round();
  expect([got.map(({ path }) => path), (await rows('devices')).length]).toEqual([['/mine'], 1]);
});
