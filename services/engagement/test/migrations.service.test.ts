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
  const all = ['001-engagement.ts'];
  expect(await migrate(database.url, migrations, 'up')).toEqual(all);
  const made = await tables();
  expect(made).toEqual(
    expect.arrayContaining([
      'post_buckets',
      'author_buckets',
      'tag_buckets',
      'tag_sums_due',
      'marks',
      'views_waiting',
      'post_tags',
    ]),
  );
  expect(await migrate(database.url, migrations, 'down')).toEqual(all);
  expect(await tables()).toEqual([]);
  expect(await migrate(database.url, migrations, 'up')).toEqual(all);
  expect(await tables()).toEqual(made);
});
