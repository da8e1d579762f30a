import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { migrate } from '@concord/platform';
import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { migrations } from './user.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const tables = async () => {
  const [rows] = (await fresh.db.raw('SHOW TABLES')) as [Record<string, string>[]];
  return rows.flatMap((row) => Object.values(row)).filter((name) => !name.startsWith('knex_'));
};

test('every migration goes up, down again and up again', async () => {
  const names = await migrate(fresh.url, migrations, 'up');
  const after = await tables();
  expect(after).toEqual(
    expect.arrayContaining([
      'profiles',
      'privacy_settings',
      'follows',
      'friendships',
      'blocks',
      'mutes',
      'relations',
      'outbox',
    ]),
  );
  expect(await migrate(fresh.url, migrations, 'up')).toEqual([]);
  // Down takes back all that one `up` applied, or one after the other.
  for (let turn = 0; turn < names.length; turn += 1) await migrate(fresh.url, migrations, 'down');
  expect(await tables()).toEqual([]);
  await migrate(fresh.url, migrations, 'up');
  expect(await tables()).toEqual(after);
});
