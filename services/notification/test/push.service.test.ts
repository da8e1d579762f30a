import { createPublicKey, verify } from 'node:crypto';
import { events, state } from '@concord/contracts';
import { expect, test } from '@jest/globals';
import { pushDue } from '../src/jobs/push.ts';
import { claimPushes } from '../src/store/deliveries.ts';
import { aBrowser } from './outward.ts';
import { readBy, type Got } from './push-service.ts';
import { pushing } from './pushing.ts';

const own = pushing();

test('what happened more than a day ago stands in the list, and is not told outside the app', async () => {
  await own.register(2, 'old');
  const [old, recent] = [25, 23].map((hours) => new Date(Date.now() - hours * 3_600_000));
  await own.here.happen(events.relationFollowRequested, { actorId: 1, targetId: 2, version: 1 }, 'old', old);
  expect([await own.rows('notifications'), await own.rows('deliveries')]).toMatchObject([[{ receiver_id: 2 }], []]);
  await own.here.happen(events.relationFollowRequested, { actorId: 3, targetId: 2, version: 1 }, 'recent', recent);
  expect(await own.rows('deliveries')).toMatchObject([{ receiver_id: 2 }]);
});

test('the browser can read what it is sent, which names no content; its push service knows who sent it', async () => {
  const browser = aBrowser();
  await own.register(1, 'mine', browser);
  await own.here.arrive(state.comment.comments, [
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
  await own.here.happen(events.commentCreated, {
    ...{ commentId: 500, postId: 100, parentId: null, authorId: 2, postAuthorId: 1, parentAuthorId: null },
    ...{ mentionIds: [], version: 1 },
  });
  await own.round();
  expect(own.service.got).toHaveLength(1);
  const [{ headers, body }] = own.service.got as [Got];
  expect(readBy(browser, body)).toEqual({
    ...{ id: expect.stringMatching(/^\d+$/) as unknown, group: 'comment:post:100', type: 'comment' },
    ...{ title: 'Person 2 commented on your post', subject: { type: 'post', id: '100', postId: null } },
  });
  expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'normal' });
  expect(headers['topic']).toMatch(/^[\w-]{32}$/);
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? '') ?? [];
  expect(key).toBe((await own.here.as(null).getPushKey()).publicKey);
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
    { aud: own.service.origin },
  ]);
  expect(await own.rows('deliveries')).toEqual([]);
});

test('what waits of one group is one push, on each device; the next takes its place', async () => {
  const [one, other] = [aBrowser(), aBrowser()];
  await own.register(1, 'one', one);
  await own.register(1, 'other', other);
  for (const actor of [2, 3, 4]) await own.request(actor, 1);
  await own.request(2, 1);
  await own.round();
  expect(own.service.got.map(({ path }) => path).toSorted()).toEqual(['/one', '/other']);
  const mine = own.service.got.find(({ path }) => path === '/one');
  expect(readBy(one, mine?.body ?? Buffer.of())).toMatchObject({
    title: 'Person 4, Person 3 and 1 other asked to follow you',
  });
  await own.request(5, 1);
  await own.round();
  expect(new Set(own.service.got.map(({ headers }) => headers['topic'])).size).toBe(1);
  expect(own.service.got).toHaveLength(4);
});

test('an event that is delivered again is pushed once, also by two processes', async () => {
  await own.register(1, 'mine');
  for (const _ of [1, 2]) await own.request(2, 1, 'the same');
  own.now = new Date(Date.now() + 1_000);
  await Promise.all([pushDue(own.deps), pushDue(own.deps)]);
  await own.request(2, 1, 'the same');
  await own.round();
  expect(own.service.got).toHaveLength(1);
});

test('what a process had taken when it died is pushed when its lease ends, not before', async () => {
  await own.register(1, 'mine');
  await own.request(2, 1);
  own.now = new Date(Date.now() + 1_000);
  expect(await claimPushes(own.here.db, own.now, 10, 180_000)).toHaveLength(1);
  await own.round(170_000);
  expect(own.service.got).toEqual([]);
  await own.round(20_000);
  expect([own.service.got.length, await own.rows('deliveries')]).toEqual([1, []]);
});

test.each<[string, () => Promise<unknown>]>([
  ['who did it was blocked', () => own.here.relation(1, 2, { blocks: true })],
  ['who did it was muted', () => own.here.relation(1, 2, { mutes: true })],
  ['it was read', () => own.here.as(1).markNotificationsRead({ body: { group: 'follow_request' } })],
  [
    'the type was switched off',
    () => own.here.as(1).updateNotificationPreferences({ body: { types: { follow_request: { push: false } } } }),
  ],
  ['the device was removed', () => own.here.as(1).deleteDevices()],
  ['the receiver is not active any more', () => own.here.people({ id: 1, status: 'banned', version: 2 })],
])('nothing is pushed when %s meanwhile', async (_, change) => {
  await own.register(1, 'mine');
  await own.request(2, 1);
  expect(await own.rows('deliveries')).toHaveLength(1);
  await change();
  await own.round();
  expect([own.service.got, await own.rows('deliveries')]).toEqual([[], []]);
});

test('while the copies are too old to decide nothing is pushed, and nothing is lost', async () => {
  await own.register(1, 'mine');
  await own.request(2, 1);
  own.here.copiesAge = 60_000;
  await own.round();
  expect(own.service.got).toEqual([]);
  own.here.copiesAge = 0;
  await own.round();
  expect(own.service.got).toHaveLength(1);
});

test('in quiet hours pushes wait until they end; the list does not', async () => {
  await own.register(1, 'mine');
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
  await own.here
    .as(1)
    .updateNotificationPreferences({ body: { quietHours: { from: at(-60), to: at(60), timeZone: 'UTC' } } });
  await own.request(2, 1);
  await own.round();
  expect([own.service.got.length, (await own.here.as(1).getUnreadCount()).unread]).toEqual([0, 1]);
  await own.round(61 * 60_000);
  expect(own.service.got).toHaveLength(1);
});

test.each([404, 410])('a device that its push service does not know any more (%i) is removed', async (status) => {
  await own.register(1, 'gone');
  await own.register(1, 'mine');
  own.service.answer = (path) => ({ status: path === '/gone' ? status : 201 });
  await own.request(2, 1);
  await own.round();
  expect([(await own.rows('devices')).map(({ endpoint }) => endpoint), await own.rows('deliveries')]).toEqual([
    [`${own.service.origin}/mine`],
    [],
  ]);
});

test('a push service that is busy is asked again when it says, the others are not', async () => {
  await own.register(1, 'busy');
  await own.register(1, 'mine');
  own.service.answer = (path) =>
    path === '/busy' ? { status: 429, headers: { 'retry-after': '120' } } : { status: 201 };
  await own.request(2, 1);
  await own.round();
  await own.round(100_000);
  expect(own.service.got.map(({ path }) => path).toSorted()).toEqual(['/busy', '/mine']);
  own.service.answer = () => ({ status: 201 });
  await own.round(30_000);
  expect(own.service.got.filter(({ path }) => path === '/busy')).toHaveLength(2);
  expect(await own.rows('deliveries')).toEqual([]);
});

test('a push service that fails is asked 8 times, with growing pauses; what it will never take, once', async () => {
  await own.register(1, 'broken');
  own.service.answer = () => ({ status: 503 });
  await own.request(2, 1);
  for (let turn = 0; turn < 12; turn += 1) await own.round(3_600_000);
  expect([own.service.got.length, await own.rows('deliveries')]).toEqual([8, []]);
  own.service.answer = () => ({ status: 400 });
  await own.request(3, 1);
  for (let turn = 0; turn < 3; turn += 1) await own.round();
  expect([own.service.got.length, (await own.rows('devices')).length]).toEqual([9, 1]);
});

test('keys that nothing can be encrypted with end the device, and hold up nobody', async () => {
  const keys = { ...aBrowser().keys, p256dh: Buffer.alloc(65, 7).toString('base64url') };
  await own.here.as(1).registerDevice({ body: { endpoint: `${own.service.origin}/bad`, keys } });
  await own.register(1, 'mine');
  await own.request(2, 1);
  await own.round();
  expect([own.service.got.map(({ path }) => path), (await own.rows('devices')).length]).toEqual([['/mine'], 1]);
});
