import { fileURLToPath } from 'node:url';
import { migrate } from '@concord/platform';
import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const directory = fileURLToPath(new URL('../migrations', import.meta.url));
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const tables = async () => {
  const [rows] = (await database.db.raw('SHOW TABLES')) as [Record<string, string>[]];
  return rows.flatMap((row) => Object.values(row)).filter((name) => !name.startsWith('knex_'));
};

test('the migrations go up, down and up again', async () => {
  const all = ['0001_accounts_and_sessions.ts'];
  expect(await migrate(database.url, directory, 'up')).toEqual(all);
  const made = await tables();
  expect(made).toEqual(
    expect.arrayContaining(['users', 'username_reservations', 'sessions', 'revocations', 'audit_log', 'outbox']),
  );
  expect(await migrate(database.url, directory, 'status')).toEqual([]);
  expect(await migrate(database.url, directory, 'down')).toEqual(all);
  expect(await tables()).toEqual([]);
  expect(await migrate(database.url, directory, 'up')).toEqual(all);
  expect(await tables()).toEqual(made);
});
