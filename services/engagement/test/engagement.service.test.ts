import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { errors, type Id } from '@concord/contracts';
import { somebody } from '@concord/testkit';
import { forgetBefore } from '../src/store/forget.ts';
import { comment, engagementAlone, follow, reaction, share, type EngagementAlone } from './alone.ts';

let here: EngagementAlone;
beforeAll(async () => {
  here = await engagementAlone();
  await here.people({ id: 1 }, { id: 2 }, { id: 3 }, { id: 5 });
  await here.relation(2, 1, { follows: true });
  await here.relation(5, 1, { blockedBy: true });
  await here.posts({ id: 7, userId: 1, audience: 'followers' }, { id: 8, userId: 1, deleted: true });
});
afterAll(() => here.stop());
beforeEach(async () => {
  here.now = new Date('2026-05-10T12:30:00Z');
  here.copiesAge = 0;
  await here.emptied('post_buckets', 'author_buckets', 'marks', 'consumed_events', 'tag_sums_due');
});

type Query = Parameters<ReturnType<EngagementAlone['as']>['getMyEngagement']>[0];
const ofPost = (account: Id | null, query: NonNullable<Query>['query'] = {}, id = 7) =>
  here.as(account).getPostEngagement({ params: { id: String(id) }, query });
const mine = (account: Id | null, query: NonNullable<Query>['query'] = {}) =>
  here.as(account).getMyEngagement({ query });

const one = { actorId: 2, authorId: 1, postId: 7, at: new Date('2026-05-10T12:10:00Z') };
const zeros = { views: 0, reactions: 0, comments: 0, shares: 0 };

test('both need an account', async () => {
  await expect(ofPost(null)).toFail(errors.unauthenticated);
  await expect(mine(null)).toFail(errors.unauthenticated);
});

test('only the author is told: others who see the post may not, for those who do not it does not exist', async () => {
  await expect(ofPost(2)).toFail(errors.forbidden);
  await expect(ofPost(3)).toFail(errors.notFound);
  await expect(ofPost(5)).toFail(errors.notFound);
  await expect(ofPost(1, {}, 8)).toFail(errors.notFound);
  await expect(ofPost(1, {}, 9)).toFail(errors.notFound);
  expect((await ofPost(1)).totals).toEqual({ ...zeros, commenters: 0, sharers: 0 });
});

test.each([
  ['ends before it begins', { from: '2026-05-02T00:00:00Z', to: '2026-05-01T00:00:00Z' }, errors.invalid],
  ['ends where it begins', { from: '2026-05-02T00:00:00Z', to: '2026-05-02T00:00:00Z' }, errors.invalid],
  ['begins after now', { from: '2026-05-12T00:00:00Z' }, errors.impossible],
  ['is no time', { from: 'yesterday' }, errors.invalid],
  ['has no such buckets', { bucket: 'week' as never }, errors.invalid],
  ['is unknown', { since: '2026-05-02T00:00:00Z' } as never, errors.invalid],
  ['has too many days', { from: '2025-05-09T00:00:00Z' }, errors.impossible],
  ['has too many hours', { bucket: 'hour' as const, from: '2026-04-09T12:59:59Z' }, errors.impossible],
  [
    'has hours that are forgotten',
    { bucket: 'hour' as const, from: '2026-02-09T11:59:59Z', to: '2026-02-10T00:00:00Z' },
    errors.impossible,
  ],
])('a range that %s is refused', async (_, query, error) => {
  await expect(ofPost(1, query)).toFail(error);
  await expect(mine(1, query)).toFail(error);
});

test('the largest ranges are answered whole', async () => {
  const days = await mine(1, { from: '2025-05-10T00:00:00Z' });
  expect([days.series.length, days.from, days.to]).toEqual([
    ...[366, '2025-05-10T00:00:00.000Z', '2026-05-11T00:00:00.000Z'],
  ]);
  const hours = await mine(1, { bucket: 'hour', from: '2026-04-09T13:00:00Z' });
  expect(hours.series).toHaveLength(744);
  const oldest = await mine(1, { bucket: 'hour', from: '2026-02-09T12:00:00Z', to: '2026-02-09T12:00:01Z' });
  expect(oldest.series).toHaveLength(1);
});

test('unless told, it is the last 30 days, or 24 hours, with the one that has begun', async () => {
  const days = await ofPost(1);
  expect([days.bucket, days.from, days.to, days.series.length]).toEqual([
    ...['day', '2026-04-11T00:00:00.000Z', '2026-05-11T00:00:00.000Z', 30],
  ]);
  const hours = await ofPost(1, { bucket: 'hour' });
  expect([hours.bucket, hours.from, hours.to, hours.series.length]).toEqual([
    ...['hour', '2026-05-09T13:00:00.000Z', '2026-05-10T13:00:00.000Z', 24],
  ]);
});

test('every bucket is told, those in which nothing happened as zeros, and the totals are their sum', async () => {
  const earlier = new Date('2026-05-10T10:59:59.999Z');
  await here.told(comment(one), comment({ ...one, at: earlier }), comment({ ...one, actorId: 3 }), share(one));
  await here.told(reaction(one), reaction({ ...one, actorId: 3, at: earlier }));
  const range = { from: '2026-05-10T10:00:00.000Z', to: '2026-05-10T13:00:00.000Z' };
  const none = { ...zeros, commenters: 0, sharers: 0 };
  expect(await ofPost(1, { bucket: 'hour', from: '2026-05-10T10:59:00Z', to: '2026-05-10T12:00:01Z' })).toEqual({
    ...{ bucket: 'hour', ...range },
    totals: { views: 0, reactions: 2, comments: 3, commenters: 2, shares: 1, sharers: 1 },
    series: [
      { at: '2026-05-10T10:00:00.000Z', ...none, reactions: 1, comments: 1 },
      { at: '2026-05-10T11:00:00.000Z', ...none },
      { at: '2026-05-10T12:00:00.000Z', ...none, reactions: 1, comments: 2, commenters: 2, shares: 1, sharers: 1 },
    ],
  });
  expect((await ofPost(1, range)).totals).toEqual({
    ...{ views: 0, reactions: 2, comments: 3, commenters: 2, shares: 1, sharers: 1 },
  });
  expect((await ofPost(1, { bucket: 'hour', ...range, to: '2026-05-10T12:00:00Z' })).totals).toMatchObject({
    ...{ reactions: 1, comments: 1 },
  });
});

test('my engagement is that of all I wrote, comments too, with new followers, and nobody else’s', async () => {
  await here.told(comment(one), reaction({ ...one, postId: 8 }), reaction({ ...one, authorId: 3, postId: 9 }));
  await here.told(reaction({ ...one, postId: 9 }, 'like', 55), follow(one), follow({ ...one, actorId: 3 }));
  await here.told(follow({ ...one, authorId: 2, actorId: 3 }));
  const told = await mine(1);
  expect(told.totals).toEqual({ ...zeros, reactions: 2, comments: 1, newFollowers: 2 });
  expect(told.series.at(-1)).toEqual({ at: '2026-05-10T00:00:00.000Z', ...told.totals });
  expect((await mine(2)).totals).toEqual({ ...zeros, newFollowers: 1 });
});

test('with old copies and no owner a post’s engagement is not told, one’s own is', async () => {
  await here.told(comment(one));
  here.copiesAge = 10_500;
  here.owners.answers = false;
  try {
    await expect(ofPost(1)).toFail(errors.stale);
    expect((await mine(1)).totals.comments).toBe(1);
    here.owners.answers = true;
    const facts = { id: 7, userId: 1, audience: 'followers', reach: 'public', deleted: false, version: 2 } as const;
    here.owners.posts.set(7, facts);
    here.owners.profiles.set(1, somebody({ id: 1 }));
    expect((await ofPost(1)).totals.comments).toBe(1);
  } finally {
    here.owners.answers = true;
  }
});

test('hours are forgotten after 90 days, in chunks, days never, and marks after the last event of their day', async () => {
  const daysBefore = (days: number) => new Date(Date.UTC(2026, 4, 10) - days * 24 * 3_600_000);
  await here.told(comment({ ...one, at: daysBefore(91) }), comment({ ...one, at: daysBefore(90) }));
  await here.told(comment({ ...one, at: daysBefore(9) }), comment({ ...one, at: daysBefore(8) }));
  await here.tagged({ id: 7, userId: 1, tags: ['garden'], version: 2 });
  await here.settled();
  const old = Array.from({ length: 5_001 }, (_, index) => ({
    day: daysBefore(20),
    kind: 'view',
    subject_id: 1,
    actor_id: index,
  }));
  await here.db.batchInsert('marks', old, 1_000);
  await forgetBefore(here.db, here.now);
  const kept = (table: string, size: string) => here.db(table).where({ size }).orderBy('at').pluck('at');
  for (const table of ['post_buckets', 'author_buckets', 'tag_buckets']) {
    expect(await kept(table, 'hour')).toEqual([90, 9, 8].map(daysBefore));
    expect(await kept(table, 'day')).toEqual([91, 90, 9, 8].map(daysBefore));
  }
  expect(await here.db('marks').pluck('day')).toEqual([daysBefore(8).toISOString().slice(0, 10)]);
});
