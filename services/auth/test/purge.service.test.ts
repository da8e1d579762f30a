import { anAccount, eventually } from '@concord/testkit';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { day, later } from '../src/domain/clock.ts';
import { revocationLifetime } from '../src/domain/session.ts';
import { removeExpired } from '../src/store/expired.ts';
import { startAuth, type Auth } from './auth.ts';

let auth: Auth;
beforeEach(async () => {
  auth = await startAuth({ CONCORD_AUTH_PURGE_INTERVAL_MS: '50' });
});
afterEach(() => auth.stop());

test('deletes only what nobody can need any more', async () => {
  const count = async (table: string) => Number((await auth.db(table).count({ rows: '*' }).first())?.['rows']);
  const counts = async () => [
    await count('username_reservations'),
    await count('sessions'),
    await count('revocations'),
  ];
  const account = await auth.signUp();
  await auth.logIn(account);
  const { api } = await auth.logIn(account);
  await api.deleteSession({ params: { id: 'current' } });
  const now = new Date();
  const after = (milliseconds: number) => removeExpired(auth.db, later(now, milliseconds));

  expect(await after(day / 2)).toBe(0);
  expect([await after(day + 1_000), await counts()]).toEqual([1, [0, 2, 1]]);
  expect(await after(29 * day)).toBe(0);
  expect([await after(30 * day + revocationLifetime + 1_000), await counts()]).toEqual([2, [0, 1, 0]]);
  expect([await after(44 * day + 1_000), await counts()]).toEqual([1, [0, 0, 0]]);
  expect(await count('users')).toBe(1);
});

test('runs by itself, and more than a thousand rows go in chunks', async () => {
  const past = new Date(Date.now() - day);
  const rows = Array.from({ length: 2_500 }, (_, index) => ({
    username: `old_${index}`,
    reserved_at: past,
    expires_at: past,
  }));
  await auth.db.batchInsert('username_reservations', rows, 500);
  await auth.signUp(anAccount());
  await eventually(
    async () => (await auth.db('username_reservations').where('username', 'like', 'old%').first()) === undefined,
  );
  expect(await auth.db('username_reservations')).toHaveLength(1);
});
