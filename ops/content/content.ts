import { createHash } from 'node:crypto';
import { openDatabase, type Db } from '@concord/platform';
import { isBookkeeping, isBookkeepingColumn } from './bookkeeping.ts';

/** What one table holds. */
export type TableContent = {
  readonly table: string;
  readonly rows: number;
  readonly hash: string;
};

export type Content = {
  readonly tables: readonly TableContent[];
  readonly rows: number;
  /** Of everything: the same exactly when every value of every row is. */
  readonly hash: string;
};

type Column = { readonly TABLE_NAME: string; readonly COLUMN_NAME: string; readonly DATA_TYPE: string };

const binary = /^(binary|varbinary|.*blob|bit)$/;

/** A value as text that no other value has; null is told from every one. */
const asText = ({ COLUMN_NAME, DATA_TYPE }: Column) => {
  const column = `\`${COLUMN_NAME}\``;
  return `IFNULL(HEX(${binary.test(DATA_TYPE) ? column : `CAST(${column} AS CHAR CHARACTER SET utf8mb4)`}), '-')`;
};

const columnsOf = async (db: Db, database: string): Promise<Map<string, Column[]>> => {
  const [columns] = (await db.raw(
    `SELECT c.TABLE_NAME, c.COLUMN_NAME, c.DATA_TYPE FROM information_schema.COLUMNS AS c
     JOIN information_schema.TABLES AS t USING (TABLE_SCHEMA, TABLE_NAME)
     WHERE c.TABLE_SCHEMA = ? AND t.TABLE_TYPE = 'BASE TABLE' ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION`,
    [database],
  )) as [Column[]];
  const content = columns.filter((one) => !isBookkeepingColumn(database, one.TABLE_NAME, one.COLUMN_NAME));
  return Map.groupBy(content, ({ TABLE_NAME }) => TABLE_NAME);
};

/** The columns by which rows are ordered: the primary key, or all where a table has none. */
const orderOf = async (db: Db, database: string, table: string, columns: readonly Column[]): Promise<string> => {
  const [key] = (await db.raw(
    `SELECT COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE
     WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND CONSTRAINT_NAME = 'PRIMARY' ORDER BY ORDINAL_POSITION`,
    [database, table],
  )) as [{ COLUMN_NAME: string }[]];
  return (key.length > 0 ? key : columns).map(({ COLUMN_NAME }) => `\`${COLUMN_NAME}\``).join(', ');
};

const tableContent = async (db: Db, database: string, table: string, columns: readonly Column[]) => {
  const order = await orderOf(db, database, table, columns);
  const names = columns.map(({ COLUMN_NAME }) => COLUMN_NAME).join();
  const whole = createHash('sha256').update(`${database}.${table} ${names}\n`);
  const rows = db
    .raw(`SELECT SHA2(CONCAT_WS(',', ${columns.map(asText).join(', ')}), 256) AS digest FROM ?? ORDER BY ${order}`, [
      table,
    ])
    .stream() as AsyncIterable<{ digest: string }>;
  let count = 0;
  for await (const { digest } of rows) {
    whole.update(digest);
    count += 1;
  }
  return { table: `${database}.${table}`, rows: count, hash: whole.digest('hex') };
};

/** What these databases hold, each by its URL, without bookkeeping: every table, its rows in the order of the primary key. */
export const contentOf = async (urls: readonly string[]): Promise<Content> => {
  const tables: TableContent[] = [];
  for (const url of urls) {
    const database = new URL(url).pathname.slice(1);
    const db = openDatabase(url, { poolSize: 1, statementTimeoutMs: 120_000 });
    try {
      for (const [table, columns] of await columnsOf(db, database))
        if (!isBookkeeping(database, table)) tables.push(await tableContent(db, database, table, columns));
    } finally {
      await db.destroy();
    }
  }
  const whole = createHash('sha256').update(tables.map(({ hash }) => hash).join());
  return { tables, rows: tables.reduce((sum, { rows }) => sum + rows, 0), hash: whole.digest('hex') };
};

/** The tables that are not the same. */
export const different = (one: Content, other: Content): string[] => {
  const hashes = new Map(other.tables.map(({ table, hash }) => [table, hash]));
  const gone = new Set(hashes.keys()).difference(new Set(one.tables.map(({ table }) => table)));
  return [...one.tables.filter(({ table, hash }) => hashes.get(table) !== hash).map(({ table }) => table), ...gone];
};

/** The databases of the platform in a stack's environment. */
export const databaseUrls = (env: Readonly<Record<string, string | undefined>>): string[] =>
  Object.keys(env)
    .filter((name) => /^CONCORD_[A-Z]+_DATABASE_URL$/.test(name) && name !== 'CONCORD_TEST_DATABASE_URL')
    .toSorted()
    .map((name) => env[name] ?? '');
