import { errors } from '@concord/contracts';
import { leaseIds } from '@concord/platform';
import { keepEvents, toldSince } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { changeRoles, listAccounts, restore, sanction } from '../src/jobs/operator/index.ts';
import type { OperatorParts } from '../src/jobs/operator/parts.ts';
import { startAuth, type Auth } from './auth.ts';
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
afterAll(async () => {
  await parts.ids.stop();
  await auth.stop();
});

const reason = 'Sells followers';
const suspend = (account: string) => sanction(parts, { account, kind: 'suspension', reason });
const ban = (account: string) => sanction(parts, { account, kind: 'ban', reason });
const lastEntry = async (id: string) => (await auth.rows('audit_log', { user_id: id })).at(-1);

test('who is not there, or deleted, is not acted on', async () => {
  const gone = await member(auth);
  await auth.db('users').where({ id: gone.id }).update({ status: 'deleted' });
  for (const account of ['nobody_of_this_name', 'nobody@example.org', '12345', gone.id]) {
    await expect(suspend(account)).toFail(errors.notFound);
    await expect(restore(parts, { account, reason })).toFail(errors.notFound);
    await expect(changeRoles(parts, { account, roles: ['moderator'], reason })).toFail(errors.notFound);
  }
});

test('an admin is first made a user, and the last one stays', async () => {
  const [one, other] = [await member(auth, 'admin'), await member(auth, 'admin')];
  for (const act of [suspend, ban]) await expect(act(one.username)).toFail(errors.forbidden);
  await changeRoles(parts, { account: one.username, roles: ['user'], reason });
  expect(await ban(one.username)).toMatchObject({ status: 'banned' });
  await expect(changeRoles(parts, { account: other.username, roles: [], reason })).toFail(errors.lastAdmin);
  await changeRoles(parts, { account: (await member(auth)).username, roles: ['admin'], reason: null });
  expect(await changeRoles(parts, { account: other.email, roles: ['moderator'], reason })).toEqual({
    ...{ accountId: Number(other.id), username: other.username },
    ...{ before: ['user', 'admin'], roles: ['user', 'moderator'] },
  });
});

test('a suspension ends the sessions, tells the world and the owner, and says that the operator did it', async () => {
  const someone = await member(auth);
  await toldSince(auth.db);
  mailed.length = 0;
  expect(await suspend(someone.username)).toMatchObject({ status: 'suspended' });
  expect((await auth.internal.readSession({ params: { id: someone.sessionId } })).active).toBe(false);
  expect(await toldSince(auth.db)).toMatchObject([{ type: 'account.suspended' }]);
  expect(mailed).toMatchObject([{ notice: { type: 'suspended', reason } }]);
  expect(await lastEntry(someone.id)).toMatchObject({
    ...{ action: 'suspended', actor_id: null, reason, address: null },
    ...{ device: 'concord users suspend', detail: 'by the operator' },
  });
});

test('a ban is restored by its id or name, with the reason, once; no suspension takes its place', async () => {
  const someone = await member(auth);
  await ban(someone.username);
  await expect(suspend(someone.username)).toFail(errors.impossible);
  expect(await restore(parts, { account: someone.id, reason: 'On appeal' })).toMatchObject({ was: 'banned' });
  expect(await statusOf(auth, someone.id)).toBe('active');
  const entry = { action: 'restored', reason: 'On appeal', detail: 'was banned; by the operator' };
  expect(await lastEntry(someone.id)).toMatchObject(entry);
  expect(await restore(parts, { account: someone.username, reason })).toMatchObject({ was: 'active' });
  expect(await auth.rows('audit_log', { user_id: someone.id, action: 'restored' })).toHaveLength(1);
});

test('accounts are found by role, status, the beginning of the name and the whole address; looking is written down', async () => {
  const someone = await member(auth, 'moderator');
  await ban((await member(auth)).username);
  const found = async (asked: Partial<Parameters<typeof listAccounts>[1]>) =>
    (await listAccounts(parts, { limit: 200, ...asked })).accounts;
  expect((await found({ search: someone.username.slice(0, -1) })).map(({ id }) => id)).toContain(Number(someone.id));
  expect(await found({ search: someone.email })).toMatchObject([
    { email: someone.email, roles: ['user', 'moderator'] },
  ]);
  expect(new Set((await found({ status: 'banned' })).map(({ status }) => status))).toEqual(new Set(['banned']));
  expect((await found({ role: 'moderator' })).every(({ roles }) => roles.includes('moderator'))).toBe(true);
  expect(await listAccounts(parts, { limit: 1 })).toMatchObject({ accounts: [{}], more: true });
  expect((await auth.rows('audit_log', { action: 'accounts_listed' })).at(-1)).toMatchObject({
    ...{ actor_id: null, detail: 'by the operator', device: 'concord users list' },
  });
});
