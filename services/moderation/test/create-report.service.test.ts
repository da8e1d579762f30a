import { errors, mostReportsADay, ReportReason } from '@concord/contracts';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { moderationAlone, moderator, type ModerationAlone } from './moderation-alone.ts';

let here: ModerationAlone;
beforeAll(async () => {
  here = await moderationAlone();
});
afterAll(() => here.stop());
beforeEach(async () => {
  await here.emptied();
  await here.people(...[1, 2, 3, 4, 5].map((id) => ({ id })), { id: 6, status: 'suspended' });
  await here.posts({ id: 100, userId: 1 }, { id: 101, userId: 1, audience: 'friends' });
  await here.comments({ id: 500, postId: 100, userId: 2 }, { id: 501, postId: 101, userId: 2 });
});

type Subject = Parameters<ReturnType<ModerationAlone['as']>['createReport']>[0]['body']['subject'];
const post: Subject = { type: 'post', id: '100' };
const hidden: Subject = { type: 'post', id: '101' };
const comment: Subject = { type: 'comment', id: '500' };
const profile: Subject = { type: 'profile', id: '1' };
const report = (as: number | null, subject: Subject = post, own: object = {}) =>
  here.as(as).createReport({ body: { subject, reason: 'spam', ...own } });
const openCases = () => here.db('cases').where({ open: 1 });

test('needs an account, and an active one', async () => {
  await expect(report(null)).toFail(errors.unauthenticated);
  await expect(report(6)).toFail(errors.forbidden);
  expect(await here.db('reports')).toEqual([]);
});

test('nobody reports what is their own', async () => {
  for (const [as, subject] of [
    [1, post],
    [1, profile],
    [2, comment],
    [1, hidden],
  ] as const)
    await expect(report(as, subject)).toFail(errors.impossible);
});

test('what one may not see does not exist, whatever its kind', async () => {
  await here.relation(3, 1, { blockedBy: true });
  for (const subject of [post, profile, hidden, comment]) await expect(report(3, subject)).toFail(errors.notFound);
  for (const subject of [hidden, { type: 'comment', id: '501' }] as const)
    await expect(report(4, subject)).toFail(errors.notFound);
  for (const type of ['post', 'comment', 'profile'] as const)
    await expect(report(4, { type, id: '999' })).toFail(errors.notFound);
  await here.people({ id: 1, status: 'suspended', version: 2 });
  await expect(report(4, profile)).toFail(errors.notFound);
  await expect(report(4, post)).toFail(errors.notFound);
  expect(await here.db('cases')).toEqual([]);
});

test('a deleted comment is not reported, nor is one by whom one may not know of', async () => {
  await here.relation(4, 2, { blocks: true });
  await expect(report(4, comment)).toFail(errors.notFound);
  await here.comments({ id: 500, postId: 100, userId: 2, deleted: true, version: 2 });
  await expect(report(5, comment)).toFail(errors.notFound);
});

test('who is a friend reports what friends see, also where the copies are too old to tell', async () => {
  here.owners.posts.set(101, { id: 101, userId: 1, audience: 'friends', reach: 'public', deleted: false, version: 1 });
  for (const id of [1, 3])
    here.owners.profiles.set(id, {
      ...{ id, username: `person_${id}`, displayName: '', avatarUrl: null },
      ...{ status: 'active', profileVisibility: 'public', version: 1 },
    });
  here.copiesAge = 60_000;
  await expect(report(3, hidden)).toFail(errors.notFound);
  here.owners.answers = false;
  await expect(report(3, hidden)).toFail(errors.stale);
  here.owners.answers = true;
  here.copiesAge = 0;
  await here.relation(3, 1, { friend: true });
  expect(await report(3, hidden)).toMatchObject({ subject: hidden, outcome: 'open' });
});

test('what has not arrived is asked of its owner', async () => {
  here.owners.comments.set(510, { id: 510, postId: 100, userId: 2 });
  const subject = { type: 'comment', id: '510' } as const;
  expect(await report(3, subject)).toMatchObject({ subject });
});

test.each(ReportReason.options)('reported as %s', async (reason) => {
  const made = await report(3, comment, { reason, text: 'Look at\nthis' });
  expect(made).toMatchObject({ subject: comment, reason, text: 'Look at\nthis', outcome: 'open', decidedAt: null });
});

test.each([
  ['another reason', { reason: 'boring' }],
  ['no reason', { reason: undefined }],
  ['an empty text', { text: '' }],
  ['too long a text', { text: 'x'.repeat(1_001) }],
  ['a text that cannot be stored', { text: 'a\u0000b' }],
  ['an unknown kind', { subject: { type: 'message', id: '1' } }],
  ['no id', { subject: { type: 'post', id: 'x' } }],
  ['an unknown field', { urgent: true }],
])('%s is refused, and nothing is stored', async (_, own) => {
  await expect(report(3, post, own)).toFail(errors.invalid);
  expect(await here.db('reports')).toEqual([]);
});

test('reported again it stays the first report', async () => {
  const first = await report(3, post, { text: 'first' });
  expect(await report(3, post, { reason: 'hate', text: 'second' })).toEqual(first);
  expect(await openCases()).toMatchObject([{ subject_id: 100, reports: 1, author_id: 1 }]);
});

test('of fifty reports at once by one account there is one', async () => {
  const all = await Promise.all(Array.from({ length: 50 }, () => report(3)));
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(await openCases()).toMatchObject([{ reports: 1 }]);
  expect(await here.db('reporters')).toMatchObject([{ user_id: 3, reports: 1 }]);
});

test('of thirty accounts at once, each report counts in the one case', async () => {
  const accounts = Array.from({ length: 30 }, (_, index) => 1_000 + index);
  await here.people(...accounts.map((id) => ({ id })));
  await Promise.all(accounts.map((id) => report(id)));
  expect(await openCases()).toMatchObject([{ reports: 30 }]);
  expect(await here.db('reports')).toHaveLength(30);
});

test('sent again with its key it is answered again, also when what it is about is gone', async () => {
  const send = () =>
    here.as(3).createReport({ body: { subject: post, reason: 'spam' } }, { idempotencyKey: 'the-same' });
  const first = await send();
  await here.posts({ id: 100, userId: 1, deleted: true, version: 2 });
  expect(await send()).toEqual(first);
  await expect(report(3)).toFail(errors.notFound);
});

test('so many a day and no more, in parallel too; the next day it goes on', async () => {
  await here.posts(...Array.from({ length: mostReportsADay + 10 }, (_, index) => ({ id: 2_000 + index, userId: 1 })));
  const answers = await Promise.allSettled(
    Array.from({ length: mostReportsADay + 10 }, (_, index) => report(3, { type: 'post', id: String(2_000 + index) })),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(mostReportsADay);
  expect(answers.filter((one) => one.status === 'rejected').map((one): unknown => one.reason)).toEqual(
    Array.from({ length: 10 }, () => expect.objectContaining({ code: 'rate_limited' })),
  );
  expect(await openCases()).toHaveLength(mostReportsADay);
  here.now = new Date(here.now.getTime() + 86_400_000);
  expect(await report(3)).toMatchObject({ outcome: 'open' });
});

test('only who made a report reads it, newest first', async () => {
  const first = await report(3, post, { text: 'mine' });
  const second = await report(3, comment);
  await report(4, post);
  expect((await here.as(3).listReports()).items).toEqual([second, first]);
  const page = await here.as(3).listReports({ query: { limit: '1' } });
  const rest = await here.as(3).listReports({ query: { limit: '1', cursor: page.nextCursor ?? '' } });
  expect([page.items, rest.items, rest.nextCursor]).toEqual([[second], [first], null]);
  await expect(here.as(4).listReports({ query: { cursor: page.nextCursor ?? '' } })).toFail(errors.cursorInvalid);
  await expect(here.as(null).listReports()).toFail(errors.unauthenticated);
  expect(await here.as(3).getReport({ params: { id: first.id } })).toEqual(first);
  for (const roles of [[], moderator])
    await expect(here.as(4, roles).getReport({ params: { id: first.id } })).toFail(errors.notFound);
  await expect(here.as(null).getReport({ params: { id: first.id } })).toFail(errors.unauthenticated);
});
