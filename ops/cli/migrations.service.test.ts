import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { state, type StateStream } from '@concord/contracts';
import { migrate } from '@concord/platform';
import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { databases } from '../stack/secrets.ts';
import { migrationsFolder } from './migrations.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

describe.each(databases)('the database of %s', (name) => {
  const folder = migrationsFolder(checkout, name) ?? '';
  const streams = Object.values<StateStream>({ ...state[name as keyof typeof state] });
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.drop());

  /** Tables with their columns. */
  const schema = async () => {
    const [rows] = (await fresh.db.raw(
      `SELECT CONCAT(table_name, '.', column_name, ' ', column_type, ' ', is_nullable) AS line FROM information_schema.columns
       WHERE table_schema = DATABASE() AND table_name NOT LIKE 'knex%' ORDER BY table_name, ordinal_position`,
    )) as [{ line: string }[]];
    return rows.map(({ line }) => line);
  };

  test('goes up, once, down again and up again', async () => {
    const names = await migrate(fresh.url, folder, 'up');
    expect(names.length).toBeGreaterThan(0);
    const made = await schema();
    expect(made).not.toEqual([]);
    expect(await migrate(fresh.url, folder, 'up')).toEqual([]);
    expect(await migrate(fresh.url, folder, 'status')).toEqual([]);
    // Down takes back all that one `up` applied, or one after the other.
    for (let turn = 0; turn < names.length; turn += 1) await migrate(fresh.url, folder, 'down');
    expect(await schema()).toEqual([]);
    await migrate(fresh.url, folder, 'up');
    expect(await schema()).toEqual(made);
  });

  test('has every captured column of its state streams, and their keys', async () => {
    for (const { table, columns, key } of streams) {
      const present = Object.keys(await fresh.db(table).columnInfo());
      expect(present).toEqual(expect.arrayContaining(Object.keys(columns.shape)));
      const [keys] = (await fresh.db.raw('SHOW KEYS FROM ?? WHERE Key_name = ?', [table, 'PRIMARY'])) as [
        { Column_name: string }[],
      ];
      expect(keys.map(({ Column_name }) => Column_name)).toEqual(key);
    }
  });
});
