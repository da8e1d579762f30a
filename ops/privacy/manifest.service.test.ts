import { fileURLToPath } from 'node:url';
import { exportedOf, personalData } from '@concord/contracts';
import { migrate } from '@concord/platform';
import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { migrationsFolder } from '../cli/migrations.ts';
import { databases } from '../stack/secrets.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

test('lists every database and no other', () => {
  expect(Object.keys(personalData.databases).toSorted()).toEqual([...databases].toSorted());
});

describe.each(databases)('the database of %s', (name) => {
  const facts = personalData.databases[name] ?? {};
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
    await migrate(fresh.url, migrationsFolder(checkout, name) ?? '', 'up');
  });
  afterAll(() => fresh.drop());

  const lines = async (sql: string) => {
    const [rows] = (await fresh.db.raw(sql)) as [{ table: string; column: string }[]];
    return rows.map((row) => `${row.table}.${row.column}`);
  };

  test('has exactly the columns that packages/contracts/src/privacy lists as personal or not', async () => {
    const present =
      await lines(`SELECT table_name AS \`table\`, column_name AS \`column\` FROM information_schema.columns
      WHERE table_schema = DATABASE() AND table_name NOT LIKE 'knex%'`);
    const listed = Object.entries(facts).flatMap(([table, { accounts, personal, neither }]) =>
      [...Object.keys(accounts), ...Object.keys(personal), ...neither].map((column) => `${table}.${column}`),
    );
    expect({
      missingInTheManifest: present.filter((line) => !listed.includes(line)),
      notInTheDatabase: listed.filter((line) => !present.includes(line)),
    }).toEqual({ missingInTheManifest: [], notInTheDatabase: [] });
  });

  test('exports its tables in the order of a unique key', async () => {
    const [rows] = (await fresh.db
      .raw(`SELECT table_name AS \`table\`, GROUP_CONCAT(column_name ORDER BY seq_in_index) AS columns
      FROM information_schema.statistics WHERE table_schema = DATABASE() AND non_unique = 0
      GROUP BY table_name, index_name`)) as [{ table: string; columns: string }[]];
    for (const { table, key } of exportedOf(name))
      expect(rows.filter((row) => row.table === table).map(({ columns }) => columns)).toContain(key.join(','));
  });
});
