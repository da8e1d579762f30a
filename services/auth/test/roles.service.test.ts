import { errors, type Role } from '@concord/contracts';
import { keepEvents, toldSince } from '@concord/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { atOnce, codesOf, startAuth, succeeded, type Auth } from './auth.ts';
import { member, type Member } from './staff.ts';

let auth: Auth;
beforeAll(async () => {
  auth = await startAuth();
  await keepEvents(auth.db);
});
afterAll(() => auth.stop());
beforeEach(() => auth.db('users').update({ roles: '["user"]' }));

const change = (api: Auth['anonymous'], id: string, ...roles: Role[]) =>
  api.updateRoles({ params: { id }, body: { roles: ['user', ...roles], reason: 'The team grows' } });

test('needs an account, and an admin', async () => {
  const [one, moderator] = [await member(auth), await member(auth, 'moderator')];
  await expect(change(auth.anonymous, one.id, 'moderator')).toFail(errors.unauthenticated);
  for (const { api } of [one, moderator]) await expect(change(api, one.id, 'moderator')).toFail(errors.forbidden);
});

test('roles without "user", unknown ones and repeated ones are refused', async () => {
  const [admin, one] = [await member(auth, 'admin'), await member(auth)];
  for (const roles of [[], ['admin'], ['user', 'root'], ['user', 'user']])
    await expect(
      admin.api.updateRoles({ params: { id: one.id }, body: { roles: roles as Role[], reason: 'x' } }),
    ).toFail(errors.invalid);
});

test('deleted accounts and accounts that are not there are not found', async () => {
  const [admin, gone] = [await member(auth, 'admin'), await member(auth)];
  await auth.db('users').where({ id: gone.id }).update({ status: 'deleted' });
  for (const id of [gone.id, '12345']) await expect(change(admin.api, id, 'moderator')).toFail(errors.notFound);
});

test('other roles are told, written down, and revoke tokens but no session', async () => {
  const [admin, one] = [await member(auth, 'admin'), await member(auth)];
  await toldSince(auth.db);
  expect(await change(admin.api, one.id, 'moderator')).toMatchObject({ roles: ['user', 'moderator'] });
  expect(await auth.row('users', { id: one.id })).toMatchObject({ roles: ['user', 'moderator'], version: 2 });
  expect((await toldSince(auth.db)).map(({ type }) => type)).toEqual(['account.roles_changed']);
  expect((await auth.rows('audit_log', { user_id: one.id })).at(-1)).toMatchObject({
    ...{ action: 'roles_changed', actor_id: Number(admin.id), reason: 'The team grows' },
    detail: 'user → user, moderator',
  });
  const [revocation] = await auth.rows('revocations', { kind: 'user', subject_id: one.id });
  expect(await auth.internal.readSession({ params: { id: one.sessionId } })).toMatchObject({
    active: true,
    revokedAt: (revocation?.['revoked_at'] as Date).toISOString(),
  });
  auth.advance(1);
  const { accessToken } = await auth.anonymous.refreshSession({ body: { refreshToken: one.refreshToken } });
  const { roles, iat } = decodeJwt<{ roles: string[] }>(accessToken);
  expect(roles).toEqual(['user', 'moderator']);
  expect(Number(iat) * 1_000).toBeGreaterThan((revocation?.['revoked_at'] as Date).getTime());
});

test('the same roles again change nothing', async () => {
  const [admin, one] = [await member(auth, 'admin'), await member(auth, 'moderator')];
  await change(admin.api, one.id, 'moderator');
  expect(await auth.row('users', { id: one.id })).toMatchObject({ version: 1 });
  expect(await auth.rows('revocations', { kind: 'user', subject_id: one.id })).toEqual([]);
});

test('an admin steps down while another is active, the last one does not', async () => {
  const [one, two] = [await member(auth, 'admin'), await member(auth, 'admin')];
  await change(one.api, one.id);
  await expect(change(two.api, two.id)).toFail(errors.lastAdmin);
  await auth.db('users').where({ id: one.id }).update({ roles: '["user", "admin"]', status: 'banned' });
  await expect(change(two.api, two.id, 'moderator')).toFail(errors.lastAdmin);
});

test('of 50 admins who all demote another at once, one at least stays', async () => {
  const admins: Member[] = [];
  for (let index = 0; index < 10; index += 1) admins.push(await member(auth, 'admin'));
  const outcomes = await atOnce(50, (index) => {
    const [actor, subject] = [admins[index % 10], admins[(index * 7 + 3 + Math.floor(index / 10)) % 10]];
    return change(actor?.api ?? auth.anonymous, subject?.id ?? '');
  });
  const left = await auth.db('users').where({ role_rank: 2, status: 'active' });
  expect(left.length).toBeGreaterThan(0);
  expect(succeeded(outcomes).length).toBeGreaterThan(0);
  for (const code of codesOf(outcomes)) expect([errors.forbidden.code, errors.lastAdmin.code]).toContain(code);
});

test('of two admins who demote each other, and themselves, at once, exactly one stays, however often', async () => {
  for (let round = 0; round < 10; round += 1) {
    await auth.db('users').update({ roles: '["user"]' });
    const [one, two] = [await member(auth, 'admin'), await member(auth, 'admin')];
    const outcomes = await Promise.allSettled([
      change(one.api, two.id),
      change(two.api, one.id),
      change(one.api, one.id),
      change(two.api, two.id),
    ]);
    expect(await auth.db('users').where({ role_rank: 2 })).toHaveLength(1);
    for (const code of codesOf(outcomes)) expect([errors.forbidden.code, errors.lastAdmin.code]).toContain(code);
  }
});

test('of many refreshes while roles change, every token with the old ones is older than the revocation', async () => {
  const [admin, one] = [await member(auth, 'admin'), await member(auth)];
  const sessions = await Promise.all(Array.from({ length: 12 }, () => auth.logIn(one)));
  const ticking = setInterval(() => {
    auth.advance(1);
  }, 1);
  const outcomes = await atOnce(13, (index) =>
    index === 6
      ? change(admin.api, one.id, 'moderator').then(() => null)
      : auth.anonymous
          .refreshSession({ body: { refreshToken: sessions[index % 12]?.tokens.refreshToken ?? '' } })
          .then(({ accessToken }) => decodeJwt<{ roles: string[] }>(accessToken)),
  );
  clearInterval(ticking);
  const [revocation] = await auth.rows('revocations', { kind: 'user', subject_id: one.id });
  const tokens = succeeded(outcomes).filter((claims) => claims !== null);
  expect(tokens.length).toBeGreaterThan(0);
  for (const { roles, iat } of tokens)
    if (!roles.includes('moderator'))
      expect(Math.round(Number(iat) * 1_000)).toBeLessThanOrEqual((revocation?.['revoked_at'] as Date).getTime());
});
