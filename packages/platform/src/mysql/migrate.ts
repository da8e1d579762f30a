import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Knex } from 'knex';
import { openDatabase, type Db } from './database.ts';

const source = (directory: string): Knex.MigrationSource<string> => ({
  getMigrations: async () => {
    const names = await readdir(directory);
    return names.filter((name) => /^\d.*(?<!\.d|\.test)\.ts$/.test(name)).sort();
  },
  getMigrationName: (name) => name,
  getMigration: async (name) => (await import(pathToFileURL(resolve(directory, name)).href)) as Knex.Migration,
});

/** The part of knex's client, which it does not type, that a lock needs: one connection for its whole time. */
interface Client {
  acquireConnection(): Promise<unknown>;
  releaseConnection(connection: unknown): Promise<void>;
  database(): string;
}

/** Holds a lock of the server while `work` runs; one whose holder died is free again at once, unlike knex's own. */
const alone = async <T>(db: Db, work: () => Promise<T>): Promise<T> => {
  const client = db.client as Client;
  const connection = await client.acquireConnection();
  const name = `migrate ${client.database()}`.slice(0, 64);
  try {
    const [[row]] = (await db.raw('SELECT GET_LOCK(?, 60) AS held', [name]).connection(connection)) as [
      [{ held: number }],
    ];
    if (row.held !== 1) throw new Error('another process has been migrating this database for a minute');
    return await work();
  } finally {
    await db
      .raw('SELECT RELEASE_LOCK(?)', [name])
      .connection(connection)
      .catch(() => undefined);
    await client.releaseConnection(connection);
  }
};

const run = async (db: Db, directory: string, direction: 'up' | 'down' | 'status'): Promise<readonly string[]> => {
  const config: Knex.MigratorConfig = { migrationSource: source(directory), disableTransactions: true };
  if (direction === 'status') {
    const [, pending] = (await db.migrate.list(config)) as [unknown, readonly string[]];
    return pending;
  }
  return alone(db, async () => {
    await db.migrate.list(config);
    await db.migrate.forceFreeMigrationsLock(config);
    const [, names] = (await (direction === 'up' ? db.migrate.latest(config) : db.migrate.down(config))) as [
      number,
      string[],
    ];
    return names;
  });
};

/**
 * Runs the migrations `<number>_<name>.ts` of a folder, each exporting `up(knex)` and `down(knex)`.
 * `up` applies those that are missing, `down` takes back the last one, `status` changes nothing; gives the names applied, taken
 * back, or still missing. Safe to call from several processes at once: the others wait and then find nothing to do.
 */
export const migrate = async (
  databaseUrl: string,
  directory: string,
  direction: 'up' | 'down' | 'status',
): Promise<readonly string[]> => {
  const db = openDatabase(databaseUrl, { poolSize: 3, statementTimeoutMs: 600_000 });
  try {
    return await run(db, directory, direction);
  } finally {
    await db.destroy();
  }
};
