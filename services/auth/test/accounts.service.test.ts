import { errors } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startAuth, type Auth } from './auth.ts';
import { member } from './staff.ts';

let auth: Auth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

test('accounts and the audit log need an account, and one that may', async () => {
  const [{ api, id }, moderator] = [await member(auth), await member(auth, 'moderator')];
  await expect(auth.anonymous.listAccounts({})).toFail(errors.unauthenticated);
  await expect(auth.anonymous.getAccount({ params: { id } })).toFail(errors.unauthenticated);
  await expect(api.listAccounts({})).toFail(errors.forbidden);
  await expect(api.getAccount({ params: { id } })).toFail(errors.forbidden);
  for (const caller of [api, moderator.api]) await expect(caller.listAuditEntries({})).toFail(errors.forbidden);
});

test('moderators see addresses masked, admins in full', async () => {
  const [moderator, admin, one] = [await member(auth, 'moderator'), await member(auth, 'admin'), await member(auth)];
  const seenBy = async ({ api }: typeof one) => (await api.getAccount({ params: { id: one.id } })).email;
  expect([await seenBy(moderator), await seenBy(admin)]).toEqual([
    `${one.email.slice(0, 1)}***@example.org`,
    one.email,
  ]);
  const { items } = await moderator.api.listAccounts({ query: { email: one.email.toUpperCase() } });
  expect(items.map(({ id, email }) => [id, email.includes('***')])).toEqual([[one.id, true]]);
});

test('deleted accounts are not there', async () => {
  const [admin, gone] = [await member(auth, 'admin'), await member(auth)];
  await auth.db('users').where({ id: gone.id }).update({ status: 'deleted' });
  await expect(admin.api.getAccount({ params: { id: gone.id } })).toFail(errors.notFound);
  expect((await admin.api.listAccounts({ query: { email: gone.email } })).items).toEqual([]);
});

test('who looked for accounts is written down with what was asked, without an address or a name', async () => {
  const [admin, one] = [await member(auth, 'admin'), await member(auth)];
  const { nextCursor } = await admin.api.listAccounts({ query: { limit: '1' } });
  await admin.api.listAccounts({ query: { email: one.email, role: 'user' } });
  await admin.api.listAccounts({ query: { username: one.username, status: 'active', limit: '1' } });
  await admin.api.listAccounts({ query: { limit: '1', cursor: nextCursor ?? '' } });
  const written = await auth.db('audit_log').where({ action: 'accounts_listed', actor_id: admin.id }).orderBy('id');
  expect(written).toMatchObject(
    [null, 'by address, role user', 'by username, status active', 'a further page'].map((detail) => ({
      ...{ detail, user_id: null, session_id: expect.any(Number), address: expect.any(String) },
    })),
  );
  expect(JSON.stringify(written)).not.toMatch(new RegExp(`${one.email}|${one.username}`));
});

test('accounts are found by address, by how the name begins, by status and by their highest role', async () => {
  const admin = await member(auth, 'admin');
  const one = await member(auth, 'moderator');
  const names = async (query: NonNullable<Parameters<typeof admin.api.listAccounts>[0]>['query']) =>
    (await admin.api.listAccounts({ ...(query && { query }) })).items.map(({ username }) => username);
  expect(await names({ username: one.username })).toEqual([one.username]);
  expect(await names({ username: one.username.slice(0, -1) })).toContain(one.username);
  expect(await names({ username: one.username.slice(1) })).toEqual([]);
  expect(await names({ role: 'moderator' })).toContain(one.username);
  expect(await names({ role: 'moderator' })).not.toContain(admin.username);
  await admin.api.suspendAccount({ params: { id: one.id }, body: { reason: 'x' } });
  expect(await names({ status: 'suspended' })).toEqual([one.username]);
});

test('pages are newest first and complete', async () => {
  const admin = await member(auth, 'admin');
  const all: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await admin.api.listAccounts({ query: { limit: '2', ...(cursor && { cursor }) } });
    all.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const rows = await auth.db('users').whereNot({ status: 'deleted' }).orderBy('id', 'desc').pluck<number[]>('id');
  expect(all).toEqual(rows.map(String));
  await expect(admin.api.listAccounts({ query: { cursor: 'forged' } })).toFail(errors.cursorInvalid);
});

test('the audit log tells what was done to whom by whom and why, and that somebody looked', async () => {
  const [moderator, admin, one] = [await member(auth, 'moderator'), await member(auth, 'admin'), await member(auth)];
  await moderator.api.getAccount({ params: { id: one.id } });
  await moderator.api.suspendAccount({ params: { id: one.id }, body: { reason: 'Sells followers' } });
  await admin.api.liftSuspension({ params: { id: one.id } });
  const entries = async (query: { account?: string; actor?: string; limit?: string }) =>
    (await admin.api.listAuditEntries({ query })).items;
  const about = (await entries({ account: one.id })).map(({ action, actorId, reason }) => [action, actorId, reason]);
  expect(about).toEqual([
    ['restored', admin.id, null],
    ['suspended', moderator.id, 'Sells followers'],
    ['account_read', moderator.id, null],
    ['logged_in', null, null],
    ['account_created', null, null],
  ]);
  expect((await entries({ actor: moderator.id })).map(({ action }) => action)).toEqual(['suspended', 'account_read']);
  expect((await entries({ actor: admin.id })).map(({ action }) => action)).toContain('audit_read');
  const page = await admin.api.listAuditEntries({ query: { account: one.id, limit: '2' } });
  const rest = await admin.api.listAuditEntries({ query: { account: one.id, cursor: page.nextCursor ?? '' } });
  expect([...page.items, ...rest.items].filter(({ action }) => action === 'logged_in')).toHaveLength(1);
});
