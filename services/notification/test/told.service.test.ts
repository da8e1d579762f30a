import { events, state } from '@concord/contracts';
import { firstIdAt } from '@concord/platform';
import { eventually, somebody } from '@concord/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { fanOutAll } from '../src/jobs/fan-out.ts';
import { removeWaiting } from '../src/jobs/remove.ts';
import type { Teller } from '../src/store/tell.ts';
import { inApp, notificationAlone } from './alone.ts';

let here: Awaited<ReturnType<typeof notificationAlone>>;
let teller: Teller;
beforeAll(async () => {
  here = await notificationAlone();
  teller = { ...here.deps, outward: inApp };
});
afterAll(() => here.stop());
beforeEach(async () => {
  for (const table of ['notifications', 'stream_frames', 'stream_heads', 'people', 'relations', 'posts', 'comments'])
    await here.db(table).delete();
  for (const table of ['notification_preferences', 'silenced_authors', 'fan_outs', 'deliveries'])
    await here.db(table).delete();
  await here.people(...[1, 2, 3, 4, 5, 6].map((id) => ({ id })));
  await here.posts({ id: 100, userId: 1 });
});

const groups = async (of: number, query: Parameters<ReturnType<typeof here.as>['listNotifications']>[0] = {}) =>
  (await here.as(of).listNotifications(query)).items;
const unread = async (of: number) => (await here.as(of).getUnreadCount()).unread;
const like = (actorId: number, own: object = {}, eventId?: string) =>
  here.happen(
    events.reactionAdded,
    {
      ...{ reactionId: 1, targetType: 'post', targetId: 100, reactionType: 'like', targetAuthorId: 1, postId: 100 },
      ...{ actorId, version: 1, ...own },
    } as never,
    eventId,
  );
const commentRow = (own: object = {}) => {
  const at = '2026-01-01T00:00:00.000Z';
  return {
    ...{ id: 500, post_id: 100, parent_id: null, user_id: 2, content: '', mentions: '[]', like_count: 0 },
    ...{ author_active: 1, post_user_id: 1, post_width: 'public', post_deleted: 0 },
    ...{ created_at: at, updated_at: at, deleted_at: null, version: 1, ...own },
  };
};
const comment = async (own: object = {}) => {
  await here.arrive(state.comment.comments, [commentRow()]);
  await here.happen(events.commentCreated, {
    ...{ commentId: 500, postId: 100, parentId: null, authorId: 2, postAuthorId: 1, parentAuthorId: null },
    ...{ mentionIds: [], version: 1, ...own },
  });
};
const write = (own: object = {}) =>
  here.happen(events.postCreated, { postId: 100, authorId: 1, mentionIds: [], version: 1, ...own });

test('nobody without an account is told anything', async () => {
  await expect(here.as(null).listNotifications({})).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(here.as(null).getUnreadCount()).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('nothing is told while the copies are too old to decide', async () => {
  await like(2);
  here.copiesAge = 60_000;
  await expect(groups(1)).rejects.toMatchObject({ code: 'stale' });
  here.copiesAge = 0;
});

test('nobody is told of what they did themselves', async () => {
  await like(1);
  await comment({ authorId: 1, mentionIds: [1] });
  expect(await groups(1)).toEqual([]);
});

test('nobody is told of what they may not see, of whom they block, are blocked by, or mute', async () => {
  for (const actor of [2, 3, 4, 5]) await like(actor);
  expect(await groups(1)).toMatchObject([{ people: 4 }]);
  await here.relation(1, 2, { blocks: true });
  await here.relation(1, 3, { blockedBy: true });
  await here.relation(1, 4, { mutes: true });
  expect(await groups(1)).toMatchObject([{ people: 1, members: [{ id: '5' }] }]);
  await here.people({ id: 5, status: 'suspended', version: 2 });
  expect([await groups(1), await unread(1)]).toEqual([[], 0]);
});

test('a mention under a post that one may not see, or not any more, is not told', async () => {
  await write({ mentionIds: [2] });
  expect(await groups(2)).toMatchObject([{ type: 'mention', subject: { type: 'post', id: '100' } }]);
  await here.posts({ id: 100, userId: 1, audience: 'friends', version: 2 });
  expect([await groups(2), await unread(2)]).toEqual([[], 0]);
  await here.relation(2, 1, { friend: true });
  expect(await unread(2)).toBe(1);
  await here.posts({ id: 100, userId: 1, deleted: true, version: 3 });
  expect(await unread(2)).toBe(0);
});

test('a deleted comment is not told of', async () => {
  await comment();
  expect(await groups(1)).toMatchObject([{ type: 'comment', subject: { type: 'post', id: '100' } }]);
  await here.arrive(state.comment.comments, [commentRow({ deleted_at: '2026-01-02T00:00:00.000Z', version: 2 })]);
  expect(await groups(1)).toEqual([]);
});

test('an event is told of once, however often it is delivered, and so is a reaction that comes and goes', async () => {
  await like(2, {}, 'e-1');
  await like(2, {}, 'e-1');
  await like(2, { reactionType: 'love' });
  expect(await here.db('notifications').where({ receiver_id: 1 })).toHaveLength(1);
  expect(await here.db('stream_frames').where({ user_id: 1 })).toHaveLength(1);
});

test('who is answered, mentioned and owner of the post is told one thing: that they were answered', async () => {
  await comment({ parentId: 400, parentAuthorId: 1, mentionIds: [1, 3] });
  expect(await groups(1)).toMatchObject([{ type: 'reply', subject: { type: 'comment', id: '500', postId: '100' } }]);
  expect(await groups(3)).toMatchObject([{ type: 'mention' }]);
});

test('who wrote what is shared is told of it, if they may see the share', async () => {
  const share = (shareId: number) =>
    here.happen(events.postShared, { shareId, postId: 100, postAuthorId: 1, actorId: 2, version: 1 });
  await here.posts({ id: 200, userId: 2 }, { id: 201, userId: 2, audience: 'friends' });
  await share(201);
  expect(await groups(1)).toEqual([]);
  await share(200);
  expect(await groups(1)).toMatchObject([{ type: 'share', subject: { type: 'post', id: '200' }, people: 1 }]);
});

test('what happened to one thing stands together, with its newest members', async () => {
  for (const actor of [2, 3, 4, 5]) await like(actor);
  await comment();
  expect(await groups(1)).toMatchObject([
    { type: 'comment', people: 1, members: [{ id: '2' }], unread: true },
    { type: 'like', people: 4, members: [{ id: '5' }, { id: '4' }, { id: '3' }], unread: true },
  ]);
  expect(await unread(1)).toBe(2);
  const first = await here.as(1).listNotifications({ query: { limit: '1' } });
  const second = await here.as(1).listNotifications({ query: { limit: '1', cursor: first.nextCursor ?? '' } });
  expect([...first.items, ...second.items].map(({ type }) => type)).toEqual(['comment', 'like']);
  expect(second.nextCursor).toBeNull();
  expect(await groups(1, { query: { type: 'like' } })).toHaveLength(1);
});

test('marks as read one, a group, or all up to one, of nobody else, and says so on the stream', async () => {
  await like(2);
  await comment();
  await here.happen(events.relationFollowed, { actorId: 2, targetId: 3, version: 1 });
  const [newest, older] = await groups(1);
  await here.as(3).markNotificationsRead({ body: { group: older?.group ?? '' } });
  expect(await unread(1)).toBe(2);
  await here.as(1).markNotificationsRead({ body: { group: older?.group ?? '' } });
  expect(await groups(1, { query: { unread: 'true' } })).toMatchObject([{ type: 'comment' }]);
  await here.as(1).markNotificationsRead({ body: { upTo: newest?.id ?? '' } });
  expect([await unread(1), await unread(3)]).toEqual([0, 1]);
  const frames = (await here.db('stream_frames').where({ user_id: 1 }).orderBy('seq').pluck('type')) as string[];
  expect(frames).toEqual(['notification', 'notification', 'read', 'read']);
  await expect(here.as(1).markNotificationsRead({ body: { group: 'x', upTo: '1' } })).rejects.toMatchObject({
    code: 'invalid',
  });
});

test('a comment that has not arrived is not told of, nor one that is gone for good', async () => {
  await here.happen(events.commentCreated, {
    ...{ commentId: 501, postId: 100, parentId: null, authorId: 2, postAuthorId: 1, parentAuthorId: null },
    ...{ mentionIds: [], version: 1 },
  });
  expect(await groups(1)).toEqual([]);
  await here.arrive(state.comment.comments, [commentRow({ id: 501 })]);
  expect(await groups(1)).toHaveLength(1);
  await here.db('comments').where({ id: 501 }).update({ deleted: 1 });
  expect(await groups(1)).toEqual([]);
});

test('who has many followers does not keep those of others waiting', async () => {
  const follows = (viewer_id: number, author_id: number) => ({
    ...{ viewer_id, author_id, follows: 1, friend: 0, blocks: 0, blocked_by: 0, mutes: 0, version: 1 },
  });
  await here
    .db('relations')
    .insert([...Array.from({ length: 6_000 }, (_, index) => follows(1_000 + index, 1)), follows(3, 2)]);
  await here.posts({ id: 300, userId: 2 });
  await write();
  const first = fanOutAll(here.db, teller);
  await eventually(async () => Number((await here.db('fan_outs').first('told_to'))?.told_to) > 0, { everyMs: 2 });
  await here.happen(events.postCreated, { postId: 300, authorId: 2, mentionIds: [], version: 1 });
  await first;
  await fanOutAll(here.db, teller);
  const lastOf = async (post_id: number) =>
    Number((await here.db('notifications').where({ post_id }).max({ id: 'id' }))[0]?.['id']);
  expect(await here.db('notifications').where({ post_id: 100 })).toHaveLength(6_000);
  expect(await lastOf(300)).toBeLessThan(await lastOf(100));
});

test('followers are told of a new post: those who may see it, have not muted or silenced its author, and want to know', async () => {
  const followers = [2, 3, 4, 5, 6];
  for (const follower of followers) await here.relation(follower, 1, { follows: true, mutes: follower === 3 });
  await here.as(4).silenceAuthor({ params: { id: '1' } });
  await here.as(5).updateNotificationPreferences({ body: { types: { new_post: { inApp: false } } } });
  await write({ mentionIds: [6] });
  await fanOutAll(here.db, teller);
  expect(await Promise.all(followers.map(async (id) => (await groups(id)).map(({ type }) => type)))).toEqual([
    ...[['new_post'], [], [], []],
    ['mention'],
  ]);
  expect(await here.db('fan_outs')).toEqual([]);
});

test('a post of which its copy has not heard waits for it, and is told then', async () => {
  await here.relation(2, 1, { follows: true });
  await write({ postId: 101 });
  await fanOutAll(here.db, teller);
  expect(await groups(2)).toEqual([]);
  await here.posts({ id: 101, userId: 1 });
  await fanOutAll(here.db, teller);
  expect(await groups(2)).toMatchObject([{ type: 'new_post', subject: { id: '101' } }]);
});

test('many followers are told in chunks, each once, although two processes do it', async () => {
  const many = Array.from({ length: 1_200 }, (_, index) => 1_000 + index);
  await here.db('relations').insert(
    many.map((viewer_id) => ({
      ...{ viewer_id, author_id: 1, follows: 1, friend: 0, blocks: 0, blocked_by: 0, mutes: 0, version: 1 },
    })),
  );
  await write();
  await Promise.all([fanOutAll(here.db, teller), fanOutAll(here.db, teller)]);
  await fanOutAll(here.db, teller);
  const told = (await here
    .db('notifications')
    .where({ post_id: 100 })
    .orderBy('receiver_id')
    .pluck('receiver_id')) as number[];
  expect(told).toEqual(many);
  expect(await here.db('stream_frames')).toHaveLength(many.length);
});

test('two processes that look side by side take a deleted post from everybody, once', async () => {
  const receivers = Array.from({ length: 1_300 }, (_, index) => 5_000 + index);
  await here.db('notifications').insert(
    receivers.map((receiver_id) => ({
      ...{ id: receiver_id, receiver_id, cause: 'post:100', type: 'new_post', actor_id: 1, post_id: 100 },
      ...{ group_key: 'new_post:post:100', created_at: new Date() },
    })),
  );
  await here.posts({ id: 100, userId: 1, deleted: true, version: 2 });
  const looking = () => removeWaiting(here.db, () => new Date());
  await Promise.all([looking(), looking(), looking()]);
  expect(await here.db('notifications').where({ hidden: 0 })).toEqual([]);
  expect(await here.db('stream_frames').where({ type: 'removed' })).toHaveLength(receivers.length);
  expect(await here.db('removals')).toEqual([]);
});

test('a fan-out looks after mail and push only for those who want them', async () => {
  const many = Array.from({ length: 600 }, (_, index) => 1_000 + index);
  await here.db('relations').insert(
    many.map((viewer_id) => ({
      ...{ viewer_id, author_id: 1, follows: 1, friend: 0, blocks: 0, blocked_by: 0, mutes: 0, version: 1 },
    })),
  );
  const asked: string[] = [];
  const note = ({ sql }: { sql: string }) => asked.push(sql);
  const outward = { mailAfterMs: 1_000, push: true };
  const lookedAfter = async (postId: number) => {
    await here.posts({ id: postId, userId: 1 });
    await write({ postId });
    asked.length = 0;
    here.db.on('query', note);
    await fanOutAll(here.db, { ...here.deps, outward });
    here.db.removeListener('query', note);
    return asked.filter((sql) => /`(devices|deliveries)`/.test(sql)).length;
  };
  // Ids tell when a post was written: only news is told outside the app.
  const now = firstIdAt(Date.now());
  expect(await lookedAfter(now)).toBe(0);
  await here.as(1_005).updateNotificationPreferences({ body: { types: { new_post: { email: true, push: true } } } });
  expect(await lookedAfter(now + 1)).toBe(2);
  expect(await here.db('deliveries')).toMatchObject([{ receiver_id: 1_005, channel: 'email' }]);
});

test('all types are on until somebody says otherwise; silencing needs somebody one may know of', async () => {
  const { types } = await here.as(2).getNotificationPreferences();
  expect(new Set(Object.values(types).map((type) => type.inApp))).toEqual(new Set([true]));
  await expect(here.as(2).silenceAuthor({ params: { id: '99' } })).rejects.toMatchObject({ code: 'not_found' });
  here.owners.profiles.set(98, somebody({ id: 98 }));
  await here.as(2).silenceAuthor({ params: { id: '98' } });
  expect(here.owners.asked).toEqual(['profile 99', 'profile 98']);
});

test('who reported is told that it is decided, and who wrote what was removed; of nobody in particular, and once', async () => {
  const decided = { reportId: 70, reporterId: 2, outcomeType: 'acted_upon', version: 2 } as const;
  for (const eventId of ['d-1', 'd-1', 'd-2']) await here.happen(events.reportDecided, decided, eventId);
  await here.happen(events.reportSubjectRemoved, {
    ...{ caseId: 7, subjectType: 'post', subjectId: 100, authorId: 1, version: 2 },
  });
  await here.posts({ id: 100, userId: 1, deleted: true, version: 2 });
  const shown = { subject: null, people: 0, members: [], unread: true };
  expect(await groups(2)).toMatchObject([{ type: 'report_decided', ...shown }]);
  expect(await groups(1)).toMatchObject([{ type: 'content_removed', ...shown }]);
  expect([await unread(1), await unread(2), await unread(3)]).toEqual([1, 1, 0]);
  expect(await here.db('stream_frames').where({ user_id: 2 })).toHaveLength(1);
});
