import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { events } from '@concord/contracts';
import { transaction, type Tx } from '@concord/platform';
import { accountGone, keepEvents, toldSince, type Alone } from '@concord/testkit';
import { notificationErasure } from '../src/store/erasure.ts';
import { notificationAlone } from './alone.ts';

const [gone, other, third] = [1, 2, 3];
let here: Alone;
beforeEach(async () => {
  here = await notificationAlone({ outward: { mailAfterMs: 1_000, push: false } });
  await keepEvents(here.db);
  await here.people({ id: gone }, { id: other }, { id: third });
  await here.posts({ id: 10, userId: other });
});
afterEach(() => here.stop());

const waitingMail = (tx: Tx) =>
  tx('mails').insert({
    ...{ message_key: 'a key', content: JSON.stringify({ receiver: gone, notifications: [1] }) },
    ...{ due_at: new Date(), created_at: new Date() },
  });
const { learns, isDeleted, erased } = accountGone(() => here, notificationErasure, gone);
const follows = (actorId: number, targetId: number, eventId: string) =>
  here.happen(events.relationFollowed, { actorId, targetId, version: 1 }, eventId);
const likes = (actorId: number, targetAuthorId: number, eventId: string) =>
  here.happen(
    events.reactionAdded,
    {
      ...{ reactionId: 5, targetType: 'post', targetId: 10, reactionType: 'like' },
      ...{ targetAuthorId, postId: 10, actorId, version: 1 },
    },
    eventId,
  );
const writes = (eventId: string) =>
  here.happen(events.postCreated, { postId: 12, authorId: gone, mentionIds: [other], version: 1 }, eventId);
const columns = {
  ...{ notifications: ['receiver_id', 'actor_id'], deliveries: ['receiver_id'], fan_outs: ['author_id'] },
  ...{ stream_heads: ['user_id'], stream_frames: ['user_id'], stream_tickets: ['user_id'], devices: ['user_id'] },
  ...{ notification_preferences: ['user_id'], quiet_hours: ['user_id'], silenced_authors: ['user_id', 'author_id'] },
};
const left = async (): Promise<string[]> => {
  const named: string[] = [];
  for (const [table, of] of Object.entries(columns))
    for (const column of of)
      if ((await here.db(table).where({ [column]: gone })).length > 0) named.push(`${table}.${column}`);
  return named;
};

test('is not acknowledged before the copy of people knows', async () => {
  await learns();
  await erased();
  expect(await toldSince(here.db)).toEqual([]);
  await isDeleted();
  await erased();
  expect(await toldSince(here.db)).toMatchObject([
    { type: 'account.erased', payload: { serviceType: 'notification' } },
  ]);
});

test('what was told to and of the account is gone, with its settings; others are told that it is', async () => {
  await follows(gone, other, 'one');
  await follows(other, gone, 'two');
  await follows(third, other, 'three');
  await writes('four');
  await here.as(gone).updateNotificationPreferences({
    body: { types: { like: { inApp: false } }, quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' } },
  });
  await here.as(gone).createStreamTicket({});
  await here.as(gone).silenceAuthor({ params: { id: String(other) } });
  await here.as(other).silenceAuthor({ params: { id: String(gone) } });
  await transaction(here.db, (tx) => waitingMail(tx));
  const before = await here.db('notifications').where({ actor_id: gone }).pluck('id');
  expect((await left()).length).toBeGreaterThan(7);
  await isDeleted();
  await learns();
  await erased();
  expect(await left()).toEqual([]);
  expect(await here.db('mails')).toEqual([]);
  expect(await here.db('notifications')).toMatchObject([{ receiver_id: other, actor_id: third }]);
  const frames = await here.db('stream_frames').where({ user_id: other, type: 'removed' });
  expect(frames.flatMap(({ ids }: { ids: number[] }) => ids).toSorted()).toEqual(before.toSorted());
  const [told] = await toldSince(here.db);
  // Nothing of what others did, or how many listened.
  expect(Object.keys(told?.payload['counts'] as object).sort()).toEqual([
    'fan_outs',
    'preferences',
    'quiet_hours',
    'silenced_authors',
    'stream_tickets',
  ]);
});

test('whatever comes late, again or in any order, brings nothing of the account back', async () => {
  await isDeleted();
  const all = [
    () => follows(gone, other, 'a'),
    () => follows(third, gone, 'b'),
    () => likes(gone, other, 'c'),
    () => likes(third, gone, 'd'),
    () => writes('e'),
    () => follows(third, other, 'f'),
  ];
  const order = fc.shuffledSubarray([...all, ...all], { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(order, fc.nat(12), async (arrivals, learnedAfter) => {
      for (const table of [
        'notifications',
        'consumed_events',
        'erasures',
        'fan_outs',
        'stream_heads',
        'stream_frames',
        'deliveries',
      ])
        await here.db(table).delete();
      for (const arrive of arrivals.slice(0, learnedAfter)) await arrive();
      await learns();
      await notificationErasure.advance(here.db, 0);
      for (const arrive of arrivals.slice(learnedAfter)) await arrive();
      await erased();
      expect(await left()).toEqual([]);
    }),
    { numRuns: 15 },
  );
});
