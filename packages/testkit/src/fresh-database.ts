import { randomBytes } from 'node:crypto';
import { databasePart, migrate, openDatabase, type Db } from '@concord/platform';

export interface FreshDatabase {
  readonly db: Db;
  readonly url: string;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

/**
 * A database of a test file's own, `t_<random>`, which no connector captures; migrated if a folder is given. On the server of
 * `CONCORD_TEST_DATABASE_URL`, whose user may make and drop databases of that prefix.
 */
export const freshDatabase = async (migrationsDirectory?: string): Promise<FreshDatabase> => {
  const server = process.env['CONCORD_TEST_DATABASE_URL'];
  if (server === undefined) throw new Error('CONCORD_TEST_DATABASE_URL is not set: start the test stack first');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const url = new URL(server);
  const admin = openDatabase(url.href, { poolSize: 1 });
  await admin.raw('CREATE DATABASE ?? CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci', [name]);
  url.pathname = `/${name}`;
  if (migrationsDirectory !== undefined) await migrate(url.href, migrationsDirectory, 'up');
  const db = openDatabase(url.href);
  return {
    db,
    url: url.href,
    drop: async () => {
      await databasePart(db).stop();
      await admin.raw('DROP DATABASE ??', [name]);
      await admin.destroy();
    },
  };
};
