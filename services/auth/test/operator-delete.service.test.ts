import { errors, erasingServices } from '@concord/contracts';
import { leaseIds } from '@concord/platform';
import { eventually, keepEvents, toldSince } from '@concord/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { accountToDelete, changeRoles, deleteAccount, restore, sanction } from '../src/jobs/operator/index.ts';
import type { OperatorParts } from '../src/jobs/operator/parts.ts';
import { authErasure } from '../src/store/erasure.ts';
import { atOnce, startAuth, succeeded, type Auth } from './auth.ts';
import { member, statusOf } from './staff.ts';

let auth: Auth;
let parts: OperatorParts & { readonly ids: ReturnType<typeof leaseIds> };
const mailed: unknown[] = [];
beforeAll(async () => {
  auth = await startAuth();
  await keepEvents(auth.db);
  const mails = { enqueue: (_: unknown, content: unknown) => Promise.resolve(void mailed.push(content)) };
  parts = { db: auth.db, ids: leaseIds(auth.db), clock: { now: () => new Date() }, mails };
  await parts.ids.start();
});
beforeEach(() => {
  mailed.length = 0;
});
afterAll(async () => {
  await parts.ids.stop();
  await auth.stop();
});

const reason = 'Asked for by letter';
const remove = (account: string) => deleteAccount(parts, { account, reason });
const ban = (account: string) => sanction(parts, { account, kind: 'ban', reason });
const erase = async () => {
  for (let turn = 0; turn < 3; turn += 1) await authErasure.advance(auth.db, 0);
};

test('who is not there, or deleted, is not deleted', async () => {
  const gone = await member(auth);
  await remove(gone.username);
  for (const account of ['nobody_of_this_name', 'nobody@example.org', '12345', gone.id, gone.username, gone.email]) {
    await expect(remove(account)).toFail(errors.notFound);
    await expect(accountToDelete(parts, account)).toFail(errors.notFound);
  }
  expect(await auth.rows('audit_log', { user_id: gone.id, action: 'account_deleted' })).toHaveLength(1);
});

test('an admin is first made a user', async () => {
  const admin = await member(auth, 'admin');
  await member(auth, 'admin');
  await expect(remove(admin.username)).toFail(errors.forbidden);
  await expect(accountToDelete(parts, admin.username)).toFail(errors.forbidden);
  expect(await statusOf(auth, admin.id)).toBe('active');
  expect(mailed).toEqual([]);
  await changeRoles(parts, { account: admin.username, roles: ['user'], reason });
  expect(await remove(admin.username)).toMatchObject({ was: 'active' });
});

test('who is asked before learns whose account it is; that they looked is written down, and nothing is deleted', async () => {
  const someone = await member(auth);
  await ban(someone.username);
  const { id, username, email } = someone;
  expect(await accountToDelete(parts, id)).toEqual({ accountId: Number(id), username, email, status: 'banned' });
  expect(await statusOf(auth, id)).toBe('banned');
  expect((await auth.rows('audit_log', { user_id: id })).at(-1)).toMatchObject({
    ...{ action: 'account_read', actor_id: null, detail: 'by the operator', device: 'concord users delete' },
  });
});

test.each(['active', 'suspended', 'banned'] as const)(
  'an account that is %s leaves a row without anything of the person, no session, and tells the world and the owner once',
  async (status) => {
    const someone = await member(auth, 'moderator');
    await auth.db('users').where({ id: someone.id }).update({ email_verified_at: new Date() });
    if (status !== 'active')
      await sanction(parts, { account: someone.id, kind: status === 'banned' ? 'ban' : 'suspension', reason });
    mailed.length = 0;
    await toldSince(auth.db);
    const { version } = (await auth.row('users', { id: someone.id })) as { version: number };
    const outcomes = await atOnce(4, () => remove(someone.username));
    const [done] = succeeded(outcomes);
    expect(succeeded(outcomes)).toHaveLength(1);
    expect(done).toMatchObject({ accountId: Number(someone.id), username: someone.username, was: status });
    expect(await auth.row('users', { id: someone.id })).toMatchObject({
      ...{ username: `~${someone.id}`, email: `~${someone.id}`, display_name: '', password_hash: null },
      ...{ status: 'deleted', roles: [], email_verified_at: null, version: version + 2 },
    });
    expect((await auth.internal.readSession({ params: { id: someone.sessionId } })).active).toBe(false);
    await expect(auth.logIn(someone)).toFail(errors.credentialsWrong);
    expect(await toldSince(auth.db)).toMatchObject([{ type: 'account.deleted', payload: { version: version + 2 } }]);
    expect(mailed).toMatchObject([{ notice: { type: 'deletion_begun' }, to: someone.email }]);
  },
);

test('the deletion is followed by its id as any other', async () => {
  const someone = await member(auth);
  const { deletion } = await remove(someone.username);
  expect(await auth.anonymous.getDeletion({ params: { id: deletion.id } })).toMatchObject({
    ...{ state: 'running', startedAt: deletion.startedAt.toISOString() },
    services: erasingServices.toSorted().map((service) => ({ service, state: 'waiting' })),
  });
});

test('the audit log says that the operator did it, and why; after the erasure only that the operator did it', async () => {
  const someone = await member(auth);
  await remove(someone.username);
  const [entry] = await auth.rows('audit_log', { user_id: someone.id, action: 'account_deleted' });
  expect(entry).toMatchObject({
    ...{ actor_id: null, reason, address: null, device: 'concord users delete', detail: 'by the operator' },
  });
  await erase();
  expect(await auth.row('audit_log', { id: entry?.['id'] })).toMatchObject({
    ...{ user_id: null, actor_id: null, reason: null, device: null },
    ...{ action: 'account_deleted', detail: 'by the operator' },
  });
});

test('no sanction outlives its account, and no end of one brings that back', async () => {
  const [banned, suspended, other] = [await member(auth), await member(auth), await member(auth)];
  await ban(banned.username);
  const until = (milliseconds: number) => ({ until: new Date(Date.now() + milliseconds) });
  await sanction(parts, { account: suspended.username, kind: 'suspension', reason, ...until(60_000) });
  await sanction(parts, { account: other.username, kind: 'suspension', reason, ...until(70_000) });
  await remove(banned.username);
  await remove(suspended.username);
  await expect(restore(parts, { account: banned.id, reason })).toFail(errors.notFound);
  auth.advance(80_000);
  // Whose suspension ended later was looked at later.
  await eventually(async () => (await statusOf(auth, other.id)) === 'active');
  expect(await statusOf(auth, suspended.id)).toBe('deleted');
  await erase();
  expect(await auth.db('sanctions').whereIn('user_id', [banned.id, suspended.id])).toEqual([]);
});

test('the address may sign up again, also after a ban; the name is given to nobody', async () => {
  const person = await auth.signUp();
  await ban(person.username);
  await remove(person.username);
  auth.advance(86_400_001);
  await expect(auth.signUp({ ...person, email: 'other@example.org' })).toFail(errors.usernameTaken);
  const again = await auth.signUp({ email: person.email });
  expect((await auth.logIn(again)).tokens.accountId).toBeDefined();
});
