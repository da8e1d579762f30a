import { NotificationType, state } from '@concord/contracts';
import { mailServer, type MailServer } from '@concord/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { collectMail } from '../src/jobs/mail.ts';
import { mailing, type Mailing } from './outward.ts';

const minute = 60_000;
const everyType = Object.fromEntries(NotificationType.options.map((type) => [type, { email: true }]));

let server: MailServer;
let m: Mailing;
beforeAll(async () => {
  server = await mailServer();
  m = await mailing(() => server);
});
afterAll(async () => {
  await m.stop();
  await server.stop();
});
beforeEach(async () => {
  for (const table of [
    'notifications',
    'deliveries',
    'mails',
    'people',
    'relations',
    'posts',
    'comments',
    'quiet_hours',
  ])
    await m.here.db(table).delete();
  for (const table of ['notification_preferences', 'silenced_authors']) await m.here.db(table).delete();
  await m.here.people(...[1, 2, 3, 4, 5].map((id) => ({ id })));
  await m.here.posts({ id: 100, userId: 1 }, { id: 101, userId: 1 });
  m.now = new Date();
  Object.assign(m.addresses, { answers: true, asked: 0 });
  m.addresses.none.clear();
  m.here.copiesAge = 0;
  await wants(1);
});
afterEach(async () => {
  const port = Number(new URL(server.url).port);
  await server.stop();
  server = await mailServer(port);
});

const wants = (user: number, types: object = everyType) =>
  m.here.as(user).updateNotificationPreferences({ body: { types } });
/** Lets the delay pass, collects, and sends. */
const round = async (mails = m.mails) => {
  m.later(2 * minute + 30_000);
  await collect(mails);
  await mails.sendDue();
};
const collect = (mails = m.mails) => collectMail(mails, m.here.db, () => m.now);
const waiting = async () =>
  [await m.here.db('deliveries'), await m.here.db('mails')].map((rows: unknown[]) => rows.length);
const texts = () => server.received.map(({ mail }) => (mail.text ?? '').split('\n\n')[0]);

test('nobody is mailed who has not asked for it, and nobody of what they do not want to know in the app', async () => {
  await m.here.db('notification_preferences').delete();
  const { types, quietHours } = await m.here.as(1).getNotificationPreferences();
  expect(Object.values(types).map(({ email }) => email)).not.toContain(true);
  expect(quietHours).toBeNull();
  await m.like(2, 1);
  await wants(1, { like: { inApp: false, email: true } });
  await m.like(3, 1);
  expect(await waiting()).toEqual([0, 0]);
});

test('what happens within the delay is one mail, with names, to the address that auth tells then', async () => {
  for (const actor of [2, 3, 4]) await m.like(actor, 1);
  await m.like(5, 1, 101);
  await collect();
  expect(server.received).toEqual([]);
  await round();
  expect(server.received.map(({ to }) => to)).toEqual([['person_1@example.org']]);
  expect(texts()).toEqual(['- Person 5 reacted to your post\n- Person 4, Person 3 and 1 other reacted to your post']);
  expect(server.received[0]?.mail.subject).toBe('Person 5 reacted to your post, and 1 more');
  expect(await waiting()).toEqual([0, 0]);
  await m.like(2, 1, 101);
  await round();
  expect(texts()[1]).toBe('- Person 2 and Person 5 reacted to your post');
});

test('an event that is delivered again is mailed once', async () => {
  for (const _ of [1, 2, 3]) await m.like(2, 1, 100, 'the same');
  await round();
  await m.like(2, 1, 100, 'the same');
  await round();
  expect(server.received).toHaveLength(1);
});

test.each<[string, () => Promise<unknown>]>([
  ['was blocked', () => m.here.relation(1, 2, { blocks: true })],
  ['has blocked the receiver', () => m.here.relation(1, 2, { blockedBy: true })],
  ['was muted', () => m.here.relation(1, 2, { mutes: true })],
  ['has an account that is not active', () => m.here.people({ id: 2, status: 'suspended', version: 2 })],
])('nothing is mailed of who %s meanwhile, however late', async (_, change) => {
  await m.like(2, 1);
  await change();
  await round();
  expect([server.received.length, ...(await waiting())]).toEqual([0, 0, 0]);
  await m.here.relation(1, 2, {}, 2);
});

test.each<[string, () => Promise<unknown>]>([
  ['the post was deleted', () => m.here.posts({ id: 100, userId: 1, deleted: true, version: 2 })],
  ['it was read', () => m.here.as(1).markNotificationsRead({ body: { group: 'like:post:100' } })],
  ['the type was switched off', () => wants(1, { like: { email: false } })],
  ['auth has no address for it', () => Promise.resolve(m.addresses.none.add(1))],
  ['the receiver is not active any more', () => m.here.people({ id: 1, status: 'banned', version: 2 })],
])('nothing is mailed when %s before it is sent, also while the mail server is away', async (_, change) => {
  await m.like(2, 1);
  const port = Number(new URL(server.url).port);
  await server.stop();
  await round();
  expect(await waiting()).toEqual([0, 1]);
  await change();
  server = await mailServer(port);
  m.later(5 * minute);
  await m.mails.sendDue();
  expect([server.received.length, ...(await waiting())]).toEqual([0, 0, 0]);
});

test('of a post that has been narrowed, who may not see it any more is told nothing', async () => {
  await wants(3);
  await m.here.posts({ id: 200, userId: 2 });
  await m.here.arrive(state.comment.comments, []);
  await m.here.db('notifications').insert({
    ...{
      id: 1,
      receiver_id: 3,
      cause: 'post:200',
      type: 'mention',
      actor_id: 2,
      post_id: 200,
      group_key: 'mention:post:200',
    },
    created_at: m.now,
  });
  await m.here
    .db('deliveries')
    .insert({ notification_id: 1, device_id: 0, channel: 'email', receiver_id: 3, due_at: m.now });
  await m.here.posts({ id: 200, userId: 2, audience: 'private', version: 2 });
  await round();
  expect([server.received.length, ...(await waiting())]).toEqual([0, 0, 0]);
});

test('while the copies are too old to decide, or auth does not answer, mails wait and none is lost', async () => {
  await m.like(2, 1);
  m.here.copiesAge = 60_000;
  await round();
  expect([server.received.length, m.addresses.asked]).toEqual([0, 0]);
  m.here.copiesAge = 0;
  m.addresses.answers = false;
  for (let turn = 0; turn < 10; turn += 1) {
    m.later(minute);
    await m.mails.sendDue();
  }
  expect([server.received.length, ...(await waiting())]).toEqual([0, 0, 1]);
  m.addresses.answers = true;
  m.later(minute);
  await m.mails.sendDue();
  expect(server.received).toHaveLength(1);
});

test('two processes side by side mail everybody once, asking for many addresses at once', async () => {
  const receivers = Array.from({ length: 40 }, (_, index) => 1_000 + index);
  await m.here.people(...receivers.map((id) => ({ id })));
  for (const receiver of receivers) await wants(receiver);
  await m.here.posts(...receivers.map((id) => ({ id: id * 10, userId: id })));
  for (const receiver of receivers) await m.like(2, receiver, receiver * 10);
  const other = m.another();
  m.later(3 * minute);
  await Promise.all([collect(), collect(other)]);
  await Promise.all([m.mails.sendDue(), other.sendDue()]);
  const told = server.received.flatMap(({ to }) => to);
  expect(told.toSorted()).toEqual(receivers.map((id) => `person_${id}@example.org`));
  expect(m.addresses.asked).toBeLessThan(20);
});

test('in quiet hours mail waits until they end, and goes at once when they are switched off', async () => {
  m.now = new Date('2026-01-01T22:30:00Z');
  const quietHours = { from: '23:00', to: '07:00', timeZone: 'Europe/Berlin' };
  await m.here.as(1).updateNotificationPreferences({ body: { quietHours } });
  await m.here.db('notifications').update({ created_at: m.now });
  await m.like(2, 1);
  await m.here.db('deliveries').update({ due_at: m.now });
  await round();
  expect(server.received).toEqual([]);
  const [row] = await m.here.db('deliveries').select<{ due_at: Date }[]>();
  expect(row?.due_at).toEqual(new Date('2026-01-02T06:00:00Z'));
  m.now = new Date('2026-01-02T05:59:00Z');
  await collect();
  expect(await waiting()).toEqual([1, 0]);
  const { quietHours: none } = await m.here.as(1).updateNotificationPreferences({ body: { quietHours: null } });
  expect(none).toBeNull();
  m.now = new Date(Date.now() + minute);
  await round();
  expect(server.received).toHaveLength(1);
});

test('a mail whose retry falls into quiet hours waits for their end', async () => {
  m.now = new Date('2026-01-01T21:58:00Z');
  await m.like(2, 1);
  await m.here.db('deliveries').update({ due_at: m.now });
  await m.here.db('notifications').update({ created_at: m.now });
  await collect();
  await m.here
    .as(1)
    .updateNotificationPreferences({ body: { quietHours: { from: '22:00', to: '07:00', timeZone: 'UTC' } } });
  m.now = new Date('2026-01-01T22:00:00Z');
  await m.mails.sendDue();
  const [row] = await m.here.db('mails').select<{ due_at: Date; attempts: number }[]>();
  expect([server.received.length, row?.due_at, row?.attempts]).toEqual([0, new Date('2026-01-02T07:00:00Z'), 0]);
});

test.each([
  { from: '22:00', to: '22:00', timeZone: 'UTC' },
  { from: '24:00', to: '07:00', timeZone: 'UTC' },
  { from: '22:00', to: '7:00', timeZone: 'UTC' },
  { from: '22:00', to: '07:00', timeZone: 'Mars/Olympus' },
  { from: '22:00', to: '07:00', timeZone: '+01:00' },
])('%j are no quiet hours', async (quietHours) => {
  await expect(m.here.as(1).updateNotificationPreferences({ body: { quietHours } })).rejects.toMatchObject({
    code: 'invalid',
  });
});

test('a change says what changes: the rest of the type, the other types and the quiet hours stay', async () => {
  const quietHours = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };
  await m.here.as(4).updateNotificationPreferences({ body: { quietHours, types: { like: { push: true } } } });
  const { types, quietHours: kept } = await m.here
    .as(4)
    .updateNotificationPreferences({ body: { types: { like: { email: true } } } });
  expect([types.like, types.follow, kept]).toEqual([
    { inApp: true, email: true, push: true },
    { inApp: true, email: false, push: false },
    quietHours,
  ]);
  await expect(m.here.as(null).getNotificationPreferences()).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('who unsubscribes with the token of a mail is mailed no more; reading it ends nothing, a forged one means nothing', async () => {
  await m.like(2, 1);
  await round();
  const header = server.received[0]?.header('list-unsubscribe') ?? '';
  expect(server.received[0]?.header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const [, token = ''] = /^<https:\/\/here\.example\/v1\/unsubscriptions\/([\w-]+)>$/.exec(header) ?? [];
  const anonymous = m.here.as(null);
  const forged = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
  for (const call of [
    anonymous.getUnsubscription({ params: { token: forged } }),
    anonymous.unsubscribe({ params: { token: forged } }),
  ])
    await expect(call).rejects.toMatchObject({ code: 'not_found' });
  expect(await anonymous.getUnsubscription({ params: { token } })).toEqual({ type: null, subscribed: true });
  // As mail programs do it (RFC 8058): a form, no account, no cookies.
  const answer = await fetch(`${m.here.baseUrl}/v1/unsubscriptions/${token}`, {
    ...{ method: 'POST', headers: { ...m.here.headers(null), 'content-type': 'application/x-www-form-urlencoded' } },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(answer.status).toBe(204);
  expect(await anonymous.getUnsubscription({ params: { token } })).toEqual({ type: null, subscribed: false });
  await m.like(3, 1);
  expect(await waiting()).toEqual([0, 0]);
  expect((await m.here.as(1).getNotificationPreferences()).types.like.inApp).toBe(true);
});

test('the link of one type ends that type only', async () => {
  await m.like(2, 1);
  await round();
  const [, token = ''] = /reactions: \S+\/unsubscribe#token=([\w-]+)/.exec(server.received[0]?.mail.text ?? '') ?? [];
  await m.here.as(null).unsubscribe({ params: { token } });
  const { types } = await m.here.as(1).getNotificationPreferences();
  expect([types.like.email, types.comment.email]).toEqual([false, true]);
});

test('no name makes a header, a line or markup of its own, on the wire', async () => {
  await m.here.people({ id: 2, displayName: 'Eve\r\nBcc: eve@example.org\r\n\r\n<script>', version: 3 });
  await m.like(2, 1);
  await round();
  const [got] = server.received;
  expect([got?.to, got?.header('bcc')]).toEqual([['person_1@example.org'], null]);
  expect(got?.mail.subject).toBe('Eve Bcc: eve@example.org <script> reacted to your post');
  expect(got?.mail.html).not.toContain('<script>');
});
