import { errors } from '@concord/contracts';
import { toldSince } from '@concord/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { forgetBefore, keptDays } from '../src/store/forget.ts';
import { admin, moderationAlone, moderator, type ModerationAlone } from './moderation-alone.ts';

let here: ModerationAlone;
beforeAll(async () => {
  here = await moderationAlone();
});
afterAll(() => here.stop());
beforeEach(async () => {
  await here.emptied();
  await here.people(...[1, 2, 3, 4, 8, 9].map((id) => ({ id })));
  await here.posts({ id: 100, userId: 1 }, { id: 109, userId: 9 });
});

const report = (as: number, id = '100') =>
  here.as(as).createReport({ body: { subject: { type: 'post', id }, reason: 'spam' } });
const open = async (subject_id = 100) => {
  const row = await here.db('cases').where({ subject_id, open: 1 }).first<{ id: number }>('id');
  return { id: String(row.id) };
};
const decide = (
  params: { id: string },
  {
    as = 9,
    roles = moderator,
    action = 'remove',
    key,
  }: { as?: number; roles?: readonly string[]; action?: 'remove' | 'dismiss'; key?: string } = {},
) => here.as(as, roles).createDecision({ params, body: { action } }, key === undefined ? {} : { idempotencyKey: key });
const outcomes = async (of: number) => (await here.as(of).listReports()).items.map(({ outcome }) => outcome);

test('only who moderates decides, with an active account, and not about what is their own', async () => {
  await report(3);
  await report(3, '109');
  const params = await open();
  await expect(here.as(null).createDecision({ params, body: { action: 'remove' } })).toFail(errors.unauthenticated);
  await expect(decide(params, { roles: ['user'] })).toFail(errors.forbidden);
  await expect(decide(await open(109))).toFail(errors.notFound);
  await expect(decide({ id: '12345' })).toFail(errors.notFound);
  await here.people({ id: 9, status: 'suspended', version: 2 });
  await expect(decide(params)).toFail(errors.forbidden);
  expect(await here.db('decisions_due')).toEqual([]);
  expect(await here.db('moderation_log')).toEqual([]);
});

test('nobody decides about what somebody of a higher role wrote, or while nobody can tell who they are', async () => {
  await report(3);
  const params = await open();
  here.outside.roles.set(1, ['user', 'admin']);
  await expect(decide(params)).toFail(errors.forbidden);
  here.outside.answers = false;
  await expect(decide(params, { roles: admin })).toFail(errors.unavailable);
  here.outside.answers = true;
  expect(await decide(params, { roles: admin })).toMatchObject({ action: 'remove', decidedBy: '9' });
});

test('what counts is who the decider is by auth, not what their token still says', async () => {
  await report(3);
  const params = await open();
  here.outside.roles.set(9, ['user']);
  await expect(decide(params, { action: 'dismiss' })).toFail(errors.forbidden);
  here.outside.roles.set(9, ['user', 'moderator']).set(1, ['user', 'admin']);
  await expect(decide(params, { roles: admin })).toFail(errors.forbidden);
  await here.db('cases').update({ author_id: null });
  here.outside.roles.set(9, ['user']);
  await expect(decide(params)).toFail(errors.forbidden);
  here.outside.answers = false;
  await expect(decide(params)).toFail(errors.unavailable);
  expect(await here.db('decisions_due')).toEqual([]);
});

test('what is removed is removed by its owner, then its author and all who reported it are told, once', async () => {
  await report(3);
  await report(4);
  const params = await open();
  const made = await here.as(9, moderator).createDecision({ params, body: { action: 'remove', note: 'Plain spam' } });
  expect(made).toMatchObject({ action: 'remove', note: 'Plain spam', decidedBy: '9', carriedOut: false });
  await here.settled();
  await here.settled();
  expect(here.outside.removed).toEqual(['post 100']);
  const told = (await toldSince(here.db)).map(({ type, payload }) => ({ type, ...payload }));
  const caseId = Number(params.id);
  expect(told).toHaveLength(3);
  expect(told).toEqual(
    expect.arrayContaining([
      { type: 'report.subject_removed', caseId, subjectType: 'post', subjectId: 100, authorId: 1, version: 2 },
      expect.objectContaining({ type: 'report.decided', reporterId: 3, outcomeType: 'acted_upon' }),
      expect.objectContaining({ type: 'report.decided', reporterId: 4, outcomeType: 'acted_upon' }),
    ]),
  );
  expect([await outcomes(3), await outcomes(4)]).toEqual([['acted_upon'], ['acted_upon']]);
  expect(await here.as(8, moderator).getCase({ params })).toMatchObject({
    ...{ state: 'decided', content: null },
    decision: { action: 'remove', note: 'Plain spam', decidedBy: '9', carriedOut: true },
  });
});

test('who reported learns nothing of who decided', async () => {
  await report(3);
  await decide(await open());
  const shown = JSON.stringify(await here.as(3).listReports());
  expect(shown).not.toMatch(/decidedBy|note|"9"/);
});

test('a moderator who comes across something reports it, finds its case and decides it', async () => {
  await here.comments({ id: 200, postId: 100, userId: 3 });
  const subject = { type: 'comment', id: '200' } as const;
  const made = await here.as(9, moderator).createReport({ body: { subject, reason: 'harassment' } });
  const { items } = await here.as(9, moderator).listCases({ query: { sort: 'newest', limit: '1' } });
  expect(items).toMatchObject([{ subject, reports: 1 }]);
  await decide({ id: items[0]?.id ?? 'none' });
  await here.settled();
  expect(here.outside.removed).toEqual(['comment 200']);
  expect(await here.as(9).getReport({ params: { id: made.id } })).toMatchObject({ outcome: 'acted_upon' });
  expect(await here.db('moderation_log').orderBy('id')).toMatchObject([
    { action: 'cases_listed', moderator_id: 9 },
    { action: 'remove', moderator_id: 9, author_id: 3 },
  ]);
});

test('what is dismissed stays, and who reported it is told; reported again it is a new case', async () => {
  const first = await report(3);
  const params = await open();
  await decide(params, { action: 'dismiss' });
  await here.settled();
  expect(here.outside.removed).toEqual([]);
  expect((await toldSince(here.db)).map(({ type }) => type)).toEqual(['report.decided']);
  expect(await outcomes(3)).toEqual(['dismissed']);
  const again = await report(3);
  expect(again.id).not.toBe(first.id);
  expect((await open()).id).not.toBe(params.id);
  expect((await here.as(9, moderator).listCases({ query: { state: 'decided' } })).items).toMatchObject([
    { id: params.id, state: 'decided', decision: { action: 'dismiss' } },
  ]);
});

test('of thirty moderators at once one decides, and the others are told that it is decided', async () => {
  await report(3);
  const params = await open();
  const moderators = Array.from({ length: 30 }, (_, index) => 2_000 + index);
  await here.people(...moderators.map((id) => ({ id })));
  const answers = await Promise.allSettled(
    moderators.map((as, index) => decide(params, { as, action: index % 2 === 0 ? 'remove' : 'dismiss' })),
  );
  const [winner, ...others] = answers.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
  expect(others).toEqual([]);
  expect(answers.filter((one) => one.status === 'rejected').map((one): unknown => one.reason)).toEqual(
    Array.from({ length: 29 }, () => expect.objectContaining({ code: 'case_decided' })),
  );
  await here.settled();
  expect(here.outside.removed).toEqual(winner?.action === 'remove' ? ['post 100'] : []);
  expect(await here.db('moderation_log')).toHaveLength(1);
});

test('decisions and reports at once: no report is left in a decided case without being told', async () => {
  const reporters = Array.from({ length: 20 }, (_, index) => 3_000 + index);
  await here.people(...reporters.map((id) => ({ id })));
  await report(3);
  const params = await open();
  await Promise.all([
    ...reporters.slice(0, 10).map((id) => report(id)),
    decide(params, { action: 'dismiss' }),
    ...reporters.slice(10).map((id) => report(id)),
  ]);
  await here.settled();
  const decided = await here.db('reports').where({ case_id: params.id }).pluck('reporter_id');
  const told = (await toldSince<{ reporterId: number }>(here.db)).map(({ payload }) => payload.reporterId);
  expect(told.toSorted((a, b) => a - b)).toEqual((decided as number[]).toSorted((a, b) => a - b));
  const rest = await here.db('cases').where({ open: 1 }).first<{ reports: number } | undefined>('reports');
  expect(decided.length + (rest?.reports ?? 0)).toBe(21);
});

test('sent again with its key, a decision is answered again', async () => {
  await report(3);
  const params = await open();
  const first = await decide(params, { key: 'mine' });
  expect(await decide(params, { key: 'mine' })).toEqual(first);
  await expect(decide(params)).toFail(errors.caseDecided);
});

test('while the owner is away the decision stands, nobody is told, and it is done once it is back', async () => {
  await report(3);
  const params = await open();
  await decide(params);
  here.outside.answers = false;
  await here.settled();
  expect([here.outside.removed, await toldSince(here.db)]).toEqual([[], []]);
  expect(await here.db('decisions_due')).toHaveLength(1);
  await expect(decide(params, { as: 8 })).rejects.toThrow();
  here.outside.answers = true;
  expect(await here.as(9, moderator).getCase({ params })).toMatchObject({ decision: { carriedOut: false } });
  await here.settled();
  expect(here.outside.removed).toEqual(['post 100']);
  expect(await toldSince(here.db)).toHaveLength(2);
  expect(await here.as(9, moderator).getCase({ params })).toMatchObject({ decision: { carriedOut: true } });
  expect(await here.db('decisions_due')).toEqual([]);
});

test('more reporters than one transaction tells are all told', async () => {
  const reporters = Array.from({ length: 1_200 }, (_, index) => 10_000 + index);
  await report(3);
  const { id } = await open();
  await here.db('reports').insert(
    reporters.map((reporter) => ({
      ...{ id: 5_000_000 + reporter, case_id: id, reporter_id: reporter, reason: 'spam' },
      created_at: new Date(),
    })),
  );
  await decide({ id });
  await here.settled();
  const told = (await toldSince<{ reporterId?: number }>(here.db)).flatMap(({ payload }) => payload.reporterId ?? []);
  expect(told.toSorted((a, b) => a - b)).toEqual([3, ...reporters]);
});

test('what was decided long ago is forgotten with its reports, what is open is not', async () => {
  await report(3);
  await decide(await open(), { action: 'dismiss' });
  await here.settled();
  await report(4);
  const after = (days: number) => new Date(here.now.getTime() + days * 86_400_000 + 1);
  await forgetBefore(here.db, after(keptDays.cases - 1));
  expect(await here.db('cases')).toHaveLength(2);
  await forgetBefore(here.db, after(keptDays.cases));
  expect(await here.db('cases')).toMatchObject([{ open: 1 }]);
  expect(await here.db('reports')).toMatchObject([{ reporter_id: 4 }]);
  expect(await here.db('moderation_log')).toHaveLength(1);
  await forgetBefore(here.db, after(keptDays.log));
  expect(await here.db('moderation_log')).toEqual([]);
});
