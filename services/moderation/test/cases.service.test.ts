import { errors, type ReportReason } from '@concord/contracts';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { admin, moderationAlone, moderator, type ModerationAlone } from './moderation-alone.ts';

let here: ModerationAlone;
beforeAll(async () => {
  here = await moderationAlone();
});
afterAll(() => here.stop());
beforeEach(async () => {
  await here.emptied();
  await here.people(...[1, 2, 3, 4, 5, 9].map((id) => ({ id })));
  await here.posts({ id: 100, userId: 1 }, { id: 102, userId: 2 }, { id: 109, userId: 9 });
  await here.comments({ id: 500, postId: 100, userId: 2 });
});

type Type = 'post' | 'comment' | 'profile';
const report = (as: number, type: Type, id: number, reason: ReportReason = 'spam', text?: string) =>
  here.as(as).createReport({ body: { subject: { type, id: String(id) }, reason, ...(text && { text }) } });
const moderates = () => here.as(9, moderator);
const cases = async (query: Parameters<ReturnType<typeof moderates>['listCases']>[0] = {}) =>
  (await moderates().listCases(query)).items;
const subjects = async (query: Parameters<typeof cases>[0] = {}) =>
  (await cases(query)).map(({ subject: { type, id } }) => `${type} ${id}`);
const caseOf = async (subject: string) => {
  const [type, id] = subject.split(' ');
  const row = await here.db('cases').where({ subject_type: type, subject_id: id }).first<{ id: number }>('id');
  return { id: String(row.id) };
};
const log = () => here.db('moderation_log').orderBy('id');

test('cases are for moderators', async () => {
  await report(3, 'post', 100);
  const params = await caseOf('post 100');
  for (const [account, failure] of [
    [null, errors.unauthenticated],
    [3, errors.forbidden],
    [1, errors.forbidden],
  ] as const) {
    await expect(here.as(account).listCases()).toFail(failure);
    await expect(here.as(account).getCase({ params })).toFail(failure);
    await expect(here.as(account).listModerationLog()).toFail(failure);
  }
  await expect(moderates().listModerationLog()).toFail(errors.forbidden);
  expect(await log()).toEqual([]);
});

test('a moderator does not know of cases about themselves', async () => {
  await report(3, 'post', 109);
  await report(3, 'profile', 9);
  const params = await caseOf('post 109');
  expect(await cases()).toEqual([]);
  await expect(moderates().getCase({ params })).toFail(errors.notFound);
  expect(await here.as(5, moderator).getCase({ params })).toMatchObject({ authorId: '9' });
});

test('one case per subject, with how often and why it was reported; the most reported first', async () => {
  await report(3, 'post', 100, 'spam');
  await report(3, 'comment', 500, 'hate');
  here.now = new Date('2026-05-10T13:00:00Z');
  await report(4, 'comment', 500, 'hate');
  await report(5, 'comment', 500, 'violence');
  await report(5, 'profile', 1, 'impersonation');
  await report(4, 'profile', 1, 'impersonation');
  expect(await subjects()).toEqual(['comment 500', 'profile 1', 'post 100']);
  expect((await cases())[0]).toMatchObject({
    ...{ state: 'open', authorId: '2', reports: 3, decision: null },
    reasons: [
      { reason: 'hate', reports: 2 },
      { reason: 'violence', reports: 1 },
    ],
    ...{ firstReportedAt: '2026-05-10T12:30:00.000Z', lastReportedAt: '2026-05-10T13:00:00.000Z' },
  });
  here.now = new Date('2026-05-10T12:30:00Z');
});

test('filtered by kind and reason, ordered by age, and paged in each order', async () => {
  await report(3, 'post', 100, 'spam');
  await report(3, 'comment', 500, 'hate');
  await report(4, 'comment', 500, 'spam');
  await report(3, 'post', 102, 'hate');
  expect(await subjects({ query: { type: 'post', sort: 'oldest' } })).toEqual(['post 100', 'post 102']);
  expect(await subjects({ query: { reason: 'hate', sort: 'newest' } })).toEqual(['post 102', 'comment 500']);
  expect(await subjects({ query: { reason: 'violence' } })).toEqual([]);
  for (const sort of ['reports', 'oldest', 'newest'] as const) {
    const found: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await moderates().listCases({ query: { sort, limit: '1', ...(cursor && { cursor }) } });
      found.push(...page.items.map(({ subject }) => `${subject.type} ${subject.id}`));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(found).toEqual(await subjects({ query: { sort } }));
  }
  const { nextCursor } = await moderates().listCases({ query: { limit: '1' } });
  await expect(moderates().listCases({ query: { sort: 'newest', cursor: nextCursor ?? '' } })).toFail(
    errors.cursorInvalid,
  );
});

test('reports by accounts that are not active do not count, and count again once they are', async () => {
  for (const reporter of [3, 4]) await report(reporter, 'post', 100, 'hate');
  await report(5, 'post', 102);
  expect(await subjects()).toEqual(['post 100', 'post 102']);
  await here.people({ id: 3, status: 'suspended', version: 2 }, { id: 4, status: 'banned', version: 2 });
  expect(await cases()).toMatchObject([
    { subject: { id: '102' }, reports: 1 },
    { subject: { id: '100' }, reports: 0, reasons: [] },
  ]);
  await here.people({ id: 3, status: 'active', version: 3 });
  await here.people({ id: 4, status: 'suspended', version: 1 });
  expect(await cases({ query: { sort: 'oldest' } })).toMatchObject([{ reports: 1 }, { reports: 1 }]);
});

test('reports and changes of accounts at once: the counts come out right', async () => {
  const accounts = Array.from({ length: 20 }, (_, index) => 1_000 + index);
  await here.people(...accounts.map((id) => ({ id })));
  await Promise.allSettled(
    accounts.flatMap((id, index) => [
      report(id, 'post', 100),
      ...(index % 2 === 0 ? [here.people({ id, status: 'suspended', version: 2 })] : []),
    ]),
  );
  const active = await here
    .db('reports as r')
    .join('people as p', 'p.id', 'r.reporter_id')
    .where('p.status', 'active')
    .select('r.id');
  expect(await cases()).toMatchObject([{ reports: active.length }]);
  expect(active).toHaveLength(10);
});

test('a case shows what was reported as it is, whose it is and what the reports say; each look is written down', async () => {
  await here.posts({ id: 100, userId: 1, audience: 'private', version: 2 });
  await here.posts({ id: 102, userId: 2 });
  await here.relation(3, 1, { friend: true });
  await here.posts({ id: 100, userId: 1, audience: 'friends', version: 3 });
  await report(3, 'post', 100, 'hate', 'See the second line');
  const at = new Date('2026-01-01T00:00:00Z');
  const content = { content: 'For friends', audience: 'friends' as const, tags: [], location: null };
  here.outside.contents.set('post 100', { type: 'post', ...content, createdAt: at, updatedAt: at });
  here.outside.roles.set(1, ['user', 'moderator']);
  const params = await caseOf('post 100');
  expect(await moderates().getCase({ params })).toMatchObject({
    author: { id: '1', username: 'person_1', status: 'active', role: 'moderator' },
    content: { type: 'post', content: 'For friends', audience: 'friends' },
    texts: [{ reporter: { id: '3', username: 'person_3' }, reason: 'hate', text: 'See the second line' }],
  });
  here.outside.contents.clear();
  expect(await moderates().getCase({ params })).toMatchObject({ content: null });
  const look = { action: 'look', moderator_id: 9, case_id: Number(params.id), subject_id: 100, author_id: 1 };
  expect(await log()).toMatchObject([look, look]);
  expect(JSON.stringify(await log())).not.toContain('friends');
});

test('what a case holds stays secret while its owner does not answer, and no look is written down', async () => {
  await report(3, 'post', 100);
  const params = await caseOf('post 100');
  here.outside.answers = false;
  await expect(moderates().getCase({ params })).toFail(errors.unavailable);
  expect(await log()).toEqual([]);
  await expect(moderates().getCase({ params: { id: '12345' } })).toFail(errors.notFound);
});

test('administrators read who looked at or decided what', async () => {
  await report(3, 'post', 100);
  await report(3, 'comment', 500);
  const [one, other] = [await caseOf('post 100'), await caseOf('comment 500')];
  await moderates().getCase({ params: one });
  await here.as(5, moderator).getCase({ params: other });
  await moderates().createDecision({ params: one, body: { action: 'dismiss' } });
  const entries = async (query: object = {}) =>
    (await here.as(4, admin).listModerationLog({ query })).items.map(({ action, moderatorId, caseId }) => [
      ...[action, moderatorId, caseId],
    ]);
  expect(await entries()).toEqual([
    ['dismiss', '9', one.id],
    ['look', '5', other.id],
    ['look', '9', one.id],
  ]);
  expect(await entries({ moderatorId: '5' })).toEqual([['look', '5', other.id]]);
  expect(await entries({ caseId: one.id, limit: '1' })).toEqual([['dismiss', '9', one.id]]);
});

test('who lists cases or reads the log stands in the log, with what they asked for', async () => {
  await report(3, 'post', 100);
  await report(3, 'post', 102);
  const { id: caseId } = await caseOf('post 100');
  const { nextCursor } = await moderates().listCases({ query: { type: 'post', reason: 'spam', limit: '1' } });
  await moderates().listCases({ query: { type: 'post', reason: 'spam', limit: '1', cursor: nextCursor ?? '' } });
  const reads = here.as(4, admin);
  await reads.listModerationLog({ query: { moderatorId: '9', caseId } });
  const { items } = await reads.listModerationLog();
  const nothing = { subject: null, at: here.now.toISOString() };
  const asked = 'state open, type post, reason spam, sort reports';
  expect(items).toMatchObject([
    { ...nothing, action: 'log_read', moderatorId: '4', caseId, authorId: '9', detail: null },
    {
      ...nothing,
      action: 'cases_listed',
      moderatorId: '9',
      caseId: null,
      authorId: null,
      detail: `${asked}, a further page`,
    },
    { ...nothing, action: 'cases_listed', moderatorId: '9', caseId: null, authorId: null, detail: asked },
  ]);
  expect((await log()).at(-1)).toMatchObject({ action: 'log_read', moderator_id: 4, case_id: null, author_id: null });
});
