import { migrate } from '@concord/platform';
import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { migrations } from './alone.ts';

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
  const all = ['001-notifications.ts', '002-deliveries.ts'];
  expect(await migrate(database.url, migrations, 'up')).toEqual(all);
  const made = await tables();
  expect(made).toEqual(
    expect.arrayContaining(['notifications', 'stream_frames', 'stream_heads', 'fan_outs', 'removals']),
  );
  for (const name of all.toReversed()) expect(await migrate(database.url, migrations, 'down')).toEqual([name]);
  expect(await tables()).toEqual([]);
  expect(await migrate(database.url, migrations, 'up')).toEqual(all);
  expect(await tables()).toEqual(made);
});
