import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { state } from '@concord/contracts';
import { migrate } from '@concord/platform';
import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { migrations } from './community.ts';

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
  expect(after).toEqual(expect.arrayContaining(['posts', 'narrowings', 'reaction_counts', 'comment_counts', 'outbox']));
  for (let turn = 0; turn < names.length; turn += 1) await migrate(fresh.url, migrations, 'down');
  expect(await tables()).toEqual([]);
  await migrate(fresh.url, migrations, 'up');
  expect(await tables()).toEqual(after);
});

test.each(Object.entries(state.post))(
  'the table of state.post.%s has every captured column and its key',
  async (_, { table, columns, key }) => {
    expect(Object.keys(await fresh.db(table).columnInfo())).toEqual(expect.arrayContaining(Object.keys(columns.shape)));
    const [keys] = (await fresh.db.raw('SHOW KEYS FROM ?? WHERE Key_name = ?', [table, 'PRIMARY'])) as [
      { Column_name: string }[],
    ];
    expect(keys.map(({ Column_name }) => Column_name)).toEqual(key);
  },
);
