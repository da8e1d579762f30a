import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '../stack/environment.ts';
import { Failure } from '../stack/failure.ts';
import type { Places } from '../stack/places.ts';
import { databases, type Database } from '../stack/secrets.ts';

export type Direction = 'up' | 'down' | 'status';

/** Runs the migrations of one database and returns the names of those done (or waiting, for `status`). */
export const migrateOne = async (
  places: Places,
  database: Database,
  direction: Direction,
): Promise<readonly string[]> => {
  const variable = `CONCORD_${database.toUpperCase()}_DATABASE_URL`;
  const url = process.env[variable] ?? readEnvironment(places)[variable];
  if (url === undefined)
    throw new Failure({
      cause: `${variable} is not set and no stack has been started here.`,
      remedy: 'Start one: ./concord up',
    });
  const folder = migrationsFolder(places.checkout, database);
  if (folder === undefined) return [];
  const { migrate } = await import('@concord/platform');
  return migrate(url, folder, direction).catch((error: unknown) => {
    throw cannotReach(url, error) ?? error;
  });
};

/** What to say where the database cannot be worked with at all. */
const cannotReach = (url: string, error: unknown): Failure | undefined => {
  const { host, username } = new URL(url);
  const { code } = ((error as Error).cause ?? error) as { code?: unknown };
  if (code === 'ER_ACCESS_DENIED_ERROR')
    return new Failure({
      cause: `MySQL at ${host} refuses the password of ${username}.`,
      remedy: 'One of this checkout sets its passwords anew whenever it starts: ./concord restart mysql',
    });
  if (code === 'ECONNREFUSED' || code === 'ETIMEDOUT')
    return new Failure({ cause: `MySQL does not answer at ${host}.`, remedy: 'Start it: ./concord up' });
  return undefined;
};

/** Brings every database up to date; returns how many migrations ran. */
export const migrateAll = async (places: Places): Promise<number> => {
  let done = 0;
  for (const database of databases) done += (await migrateOne(places, database, 'up')).length;
  return done;
};

/** Where the migrations of a database are; undefined when there are none. */
export const migrationsFolder = (checkout: string, database: Database): string | undefined =>
  [`services/${database}/migrations`, `${database}/canary/migrations`, `${database}/migrations`]
    .map((folder) => join(checkout, folder))
    .find((folder) => existsSync(folder));
