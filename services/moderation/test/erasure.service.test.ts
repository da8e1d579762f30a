import { errors } from '@concord/contracts';
import { accountGone, toldSince } from '@concord/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { moderationErasure } from '../src/store/erasure.ts';
import { admin, moderationAlone, moderator, type ModerationAlone } from './moderation-alone.ts';

const [gone, other, author, judge] = [1, 2, 3, 9];
let here: ModerationAlone;
beforeAll(async () => {
  here = await moderationAlone();
});
afterAll(() => here.stop());
beforeEach(async () => {
  await here.emptied();
  await here.db('erasures').delete();
  await here.people(...[gone, other, author, 4, judge].map((id) => ({ id })));
  await here.posts({ id: 100, userId: author }, { id: 101, userId: author }, { id: 110, userId: gone });
});

type Subject = Parameters<ReturnType<ModerationAlone['as']>['createReport']>[0]['body']['subject'];
const post = (id: number): Subject => ({ type: 'post', id: String(id) });
const profile = (id: number): Subject => ({ type: 'profile', id: String(id) });
const report = (as: number, subject: Subject) =>
  here.as(as).createReport({ body: { subject, reason: 'spam', text: 'Look' } });
const cases = () => here.db('cases').orderBy('subject_id');
const caseOf = async (subject: Subject): Promise<{ id: string }> => {
  const row = await here.db('cases').where({ subject_id: subject.id }).first<{ id: number }>('id');
  return { id: String(row.id) };
};
const decide = async (as: number, subject: Subject, action: 'dismiss' | 'remove' = 'dismiss') =>
  here.as(as, moderator).createDecision({ params: await caseOf(subject), body: { action, note: 'About it' } });
const person = accountGone(() => here, moderationErasure, gone);
const { learns, erased, acknowledged } = person;
const isDeleted = async () => {
  await person.isDeleted();
  await here.posts({ id: 110, userId: 0, deleted: true, version: 2 });
};

/** All that names the account, whatever the column. */
const named = async () => ({
  reports: await here.db('reports').where({ reporter_id: gone }),
  reporters: await here.db('reporters').where({ user_id: gone }),
  answers: await here.db('idempotency_keys').where({ account_id: gone }),
  cases: await here
    .db('cases')
    .where({ author_id: gone })
    .orWhere({ decided_by: gone })
    .orWhere({ subject_type: 'profile', subject_id: gone }),
  log: await here
    .db('moderation_log')
    .where({ author_id: gone })
    .orWhere({ moderator_id: gone })
    .orWhere({ subject_type: 'profile', subject_id: gone }),
});
const nothing = { reports: [], reporters: [], answers: [], cases: [], log: [] };

test('is not acknowledged while the copies show the account or name it as an author', async () => {
  await learns();
  await erased();
  expect(await acknowledged()).toEqual([]);
  await here.people({ id: gone, status: 'deleted', version: 2 });
  await erased();
  expect(await acknowledged()).toEqual([]);
  await isDeleted();
  await moderationErasure.advance(here.db, 3_600_000);
  expect(await acknowledged()).toEqual([]);
  await erased();
  expect(await acknowledged()).toEqual([{}]);
});

test('its reports go with the open cases that nobody else reported; others’ stay, and are what is counted', async () => {
  await report(gone, post(100));
  await report(gone, post(101));
  await report(other, post(101));
  await report(4, post(101));
  await here.people({ id: 4, status: 'suspended', version: 2 });
  await isDeleted();
  await learns();
  await erased();
  expect(await named()).toEqual(nothing);
  expect(await cases()).toMatchObject([{ subject_id: 101, reports: 1, open: 1 }]);
  expect(await here.db('reports').orderBy('reporter_id').pluck('reporter_id')).toEqual([other, 4]);
  expect(await acknowledged()).toEqual([{ reports: 2, report_counters: 1, kept_answers: 2 }]);
});

test('counts are right also where the deletion is learned of before the copy of people knows', async () => {
  await report(gone, post(101));
  await report(other, post(101));
  await learns();
  await erased();
  expect(await cases()).toMatchObject([{ subject_id: 101, reports: 1 }]);
  await isDeleted();
  await erased();
  expect(await cases()).toMatchObject([{ subject_id: 101, reports: 1 }]);
});

test('what was decided stays decided, without whom it was about and who decided', async () => {
  await report(other, post(110));
  await decide(judge, post(110));
  await report(other, post(100));
  await decide(gone, post(100));
  await here.settled();
  await here.as(judge, admin).listModerationLog({ query: { moderatorId: String(gone) } });
  await isDeleted();
  await learns();
  await erased();
  expect(await named()).toEqual(nothing);
  expect(await cases()).toMatchObject([
    { subject_id: 100, author_id: author, decided_by: null, note: 'About it', action: 'dismiss' },
    { subject_id: 110, author_id: null, decided_by: judge, note: null, action: 'dismiss' },
  ]);
  const { items } = await here.as(judge, moderator).listCases({ query: { state: 'decided' } });
  expect(items.map(({ authorId, decision }) => [authorId, decision?.decidedBy])).toEqual(
    expect.arrayContaining([
      [null, String(judge)],
      [String(author), null],
    ]),
  );
  const log = await here.as(judge, admin).listModerationLog();
  expect(log.items.map(({ moderatorId, authorId, subject }) => [moderatorId, authorId, subject])).toEqual([
    [String(judge), null, null],
    [String(judge), null, null],
    [null, String(author), post(100)],
    [String(judge), null, post(110)],
  ]);
  expect(log.items.slice(0, 2).map(({ action }) => action)).toEqual(['cases_listed', 'log_read']);
});

test('cases about its profile go with their reports; the log keeps the look, and names no profile', async () => {
  await report(other, profile(gone));
  await report(4, profile(gone));
  await report(other, profile(author));
  await here.as(judge, moderator).getCase({ params: await caseOf(profile(gone)) });
  await isDeleted();
  await learns();
  await erased();
  expect(await named()).toEqual(nothing);
  expect(await cases()).toMatchObject([{ subject_id: author, reports: 1 }]);
  expect((await here.as(other).listReports()).items).toMatchObject([{ subject: profile(author) }]);
  expect((await here.as(judge, admin).listModerationLog()).items).toMatchObject([
    { action: 'look', moderatorId: String(judge), subject: null, authorId: null },
  ]);
});

test('an open case about what it wrote can still be seen and decided, and nobody is asked to remove what is gone', async () => {
  await report(other, post(110));
  const params = await caseOf(post(110));
  await isDeleted();
  await learns();
  await erased();
  expect((await here.as(judge, moderator).listCases()).items).toMatchObject([{ id: params.id, authorId: null }]);
  expect(await here.as(judge, moderator).getCase({ params })).toMatchObject({ author: null, authorId: null });
  await decide(judge, post(110), 'remove');
  await here.settled();
  expect(here.outside.removed).toEqual([]);
  expect((await toldSince(here.db)).map(({ type }) => type)).toEqual(['account.erased', 'report.decided']);
});

test('thousands of rows go in chunks that end anywhere, told of once or often, by one or several', async () => {
  const rows = Array.from({ length: 1_250 }, (_, index) => index + 1);
  const at = { first_at: here.now, last_at: here.now };
  await here.db('cases').insert(
    rows.map((row) => ({
      ...{ id: 10_000 + row, subject_type: 'post', subject_id: 50_000 + row, author_id: author },
      ...{ reports: row % 2 === 0 ? 2 : 1, ...at },
    })),
  );
  const by = (reporter: number, from: number) => (row: number) => ({
    ...{ id: from + row, case_id: 10_000 + row, reporter_id: reporter, reason: 'spam', created_at: here.now },
  });
  await here.db('reports').insert(rows.map(by(gone, 100_000)));
  await here.db('reports').insert(rows.filter((row) => row % 2 === 0).map(by(other, 200_000)));
  await isDeleted();
  await learns();
  await learns();
  let chunks = 0;
  await moderationErasure.advance(here.db, 0, () => (chunks += 1) > 3);
  const left = (await here.db('reports').where({ reporter_id: gone })).length;
  expect([left > 0, left < rows.length]).toEqual([true, true]);
  await Promise.all([erased(), erased(), erased()]);
  expect(await acknowledged()).toEqual([{ reports: rows.length }]);
  await learns();
  await erased();
  expect(await named()).toEqual(nothing);
  expect(await here.db('cases').distinct().pluck('reports')).toEqual([1]);
  expect(await cases()).toHaveLength(rows.length / 2);
  expect(await here.db('reports').distinct().pluck('reporter_id')).toEqual([other]);
  expect(await acknowledged()).toEqual([{ reports: rows.length }]);
});

test('what arrives late brings nothing back, and the account reports no more', async () => {
  await report(gone, post(100));
  await report(other, post(100));
  await isDeleted();
  await learns();
  await erased();
  await here.people({ id: gone, version: 1 });
  await here.posts({ id: 110, userId: gone, version: 1 });
  await expect(report(gone, post(100))).toFail(errors.forbidden);
  await expect(report(other, post(110))).toFail(errors.notFound);
  await expect(report(other, profile(gone))).toFail(errors.notFound);
  expect(await named()).toEqual(nothing);
  expect(await cases()).toMatchObject([{ subject_id: 100, reports: 1 }]);
});
