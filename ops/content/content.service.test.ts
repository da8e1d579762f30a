import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contentOf, different, type Content } from './content.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await database.db.raw(`CREATE TABLE things (
    id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(20) NULL, data JSON NULL, path VARBINARY(20) NULL,
    at DATETIME(3) NULL, price DECIMAL(10, 3) NULL, flag TINYINT(1) NULL
  )`);
  await database.db.raw('CREATE TABLE pairs (b INT NOT NULL, a INT NOT NULL, PRIMARY KEY (a, b))');
  await database.db.raw('CREATE TABLE canary_copy (id INT NOT NULL PRIMARY KEY)');
  await database.db.raw(
    `INSERT INTO things VALUES (1, '', '{"a": [1]}', X'00FF', '2026-01-01 00:00:00.123', 0.5, 0), (2, NULL, NULL, NULL, NULL, NULL, NULL)`,
  );
  await database.db.raw('INSERT INTO pairs VALUES (1, 2), (2, 1)');
});
afterAll(() => database.drop());

const content = (): Promise<Content> => contentOf([database.url]);
const after = async (...statements: string[]): Promise<string[]> => {
  const before = await content();
  for (const statement of statements) await database.db.raw(statement);
  return different(before, await content()).map((table) => table.replace(/^.*\./, ''));
};

test('what is not touched is the same, in whatever order it was written; bookkeeping is no part of it', async () => {
  expect(await after('DELETE FROM pairs WHERE a = 1', 'INSERT INTO pairs VALUES (2, 1)')).toEqual([]);
  expect(await after('INSERT INTO canary_copy VALUES (1)')).toEqual([]);
  expect(await content()).toMatchObject({ rows: 4, tables: [{ rows: 2 }, { rows: 2 }] });
});

test.each([
  ["name = ' ' WHERE id = 1"],
  ["name = 'NULL' WHERE id = 2"],
  ["name = '' WHERE id = 2"],
  [`data = '{"a": [2]}' WHERE id = 1`],
  ["path = X'00FE' WHERE id = 1"],
  ["at = '2026-01-01 00:00:00.124' WHERE id = 1"],
  ['price = 0.501 WHERE id = 1'],
  ['flag = 1 WHERE id = 1'],
  ['id = 3 WHERE id = 2'],
])('another value is found: %s', async (change) => {
  expect(await after(`UPDATE things SET ${change}`)).toEqual(['things']);
});

test('a row more or less, and a table more, are found', async () => {
  expect(await after('DELETE FROM pairs WHERE a = 1')).toEqual(['pairs']);
  expect(await after('CREATE TABLE more (id INT NOT NULL PRIMARY KEY)')).toEqual(['more']);
  expect(await after('DROP TABLE more')).toEqual(['more']);
});

test('values of neighbouring columns are not taken for one another', async () => {
  await database.db.raw("UPDATE things SET name = 'ab', path = 'c' WHERE id = 1");
  expect(await after("UPDATE things SET name = 'a', path = 'bc' WHERE id = 1")).toEqual(['things']);
});
