import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errors } from '@concord/contracts';
import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase } from './database.ts';
import { duplicateKey } from './errors.ts';
import { migrate } from './migrate.ts';
import { transaction } from './transaction.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await fresh.db.raw(`CREATE TABLE things (
    id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(20) NOT NULL, amount INT NOT NULL DEFAULT 0,
    at DATETIME(3) NULL, day DATE NULL, list JSON NULL, UNIQUE KEY things_name (name))`);
});
afterAll(() => fresh.drop());

describe('values', () => {
  test('come back as they went in: 53-bit ids, milliseconds in UTC, days, JSON', async () => {
    const at = new Date('2026-03-29T01:30:00.123Z');
    const list = JSON.stringify([1, { a: 'é😀' }]);
    await fresh.db('things').insert({ id: Number.MAX_SAFE_INTEGER, name: 'largest', at, day: '2026-03-29', list });
    const row: unknown = await fresh.db('things').where({ name: 'largest' }).first();
    expect(row).toEqual({
      ...{ id: Number.MAX_SAFE_INTEGER, name: 'largest', amount: 0 },
      ...{ at, day: '2026-03-29', list: [1, { a: 'é😀' }] },
    });
  });

  test('an integer that a number cannot hold is never rounded', async () => {
    await expect(fresh.db.raw('SELECT 9007199254740993 AS big')).rejects.toThrow('past 2^53');
    const [[row]] = (await fresh.db.raw('SELECT 9007199254740991 AS big')) as [[object]];
    expect(row).toEqual({ big: Number.MAX_SAFE_INTEGER });
  });

  test("the session's clock is UTC", async () => {
    const [[row]] = (await fresh.db.raw('SELECT NOW(3) AS now')) as [[{ now: Date }]];
    expect(Math.abs(row.now.getTime() - Date.now())).toBeLessThan(5_000);
  });
});

describe('a transaction', () => {
  test('is undone when its work throws', async () => {
    const failing = transaction(fresh.db, async (tx) => {
      await tx('things').insert({ id: 1, name: 'undone' });
      throw errors.forbidden();
    });
    await expect(failing).rejects.toMatchObject({ spec: { code: 'forbidden' } });
    expect(await fresh.db('things').where({ id: 1 })).toEqual([]);
  });

  test('that is the victim of a deadlock is run again, and both effects stand', async () => {
    await fresh.db('things').insert([
      { id: 10, name: 'ten' },
      { id: 11, name: 'eleven' },
    ]);
    let runs = 0;
    const bothHoldOne = Promise.withResolvers<undefined>();
    const take = (first: number, second: number) =>
      transaction(fresh.db, async (tx) => {
        runs += 1;
        await tx('things').where({ id: first }).increment('amount');
        if (runs === 2) bothHoldOne.resolve(undefined);
        await bothHoldOne.promise;
        await tx('things').where({ id: second }).increment('amount');
      });
    await Promise.all([take(10, 11), take(11, 10)]);
    expect(runs).toBeGreaterThanOrEqual(3);
    expect(await fresh.db('things').whereIn('id', [10, 11]).pluck('amount')).toEqual([2, 2]);
  });

  test('tells which unique key was violated', async () => {
    await fresh.db('things').insert({ id: 20, name: 'taken' });
    const keyOf = (row: { id: number; name: string }) =>
      fresh
        .db('things')
        .insert(row)
        .then(() => null, duplicateKey);
    expect(await keyOf({ id: 21, name: 'taken' })).toBe('things_name');
    expect(await keyOf({ id: 20, name: 'other' })).toBe('PRIMARY');
    expect(duplicateKey(new Error('something else'))).toBeNull();
  });
});

describe('an outage', () => {
  test('is the same problem for every caller', async () => {
    const away = openDatabase('mysql://nobody:nothing@127.0.0.1:1/none');
    await expect(away('things').select()).rejects.toMatchObject({ spec: { code: 'unavailable' } });
    await expect(transaction(away, (tx) => tx('things').select())).rejects.toMatchObject({
      spec: { code: 'unavailable' },
    });
    await away.destroy();
  });

  test('a killed connection is replaced without a restart', async () => {
    const db = openDatabase(fresh.url, { poolSize: 1 });
    const [[{ id }]] = (await db.raw('SELECT CONNECTION_ID() AS id')) as [[{ id: number }]];
    await fresh.db.raw('KILL ?', [id]);
    await db.raw('SELECT 1').catch((error: unknown) => expect(error).toMatchObject({ spec: { code: 'unavailable' } }));
    await expect(db.raw('SELECT 1')).resolves.toBeDefined();
    await db.destroy();
  });

  test('a statement past its deadline is given up', async () => {
    const db = openDatabase(fresh.url, { poolSize: 1, statementTimeoutMs: 100 });
    await expect(db.raw('SELECT SLEEP(5)')).rejects.toMatchObject({ spec: { code: 'unavailable' } });
    await expect(db.raw('SELECT 1')).resolves.toBeDefined();
    await db.destroy();
  });
});

describe('migrations', () => {
  let directory: string;
  let own: FreshDatabase;
  beforeAll(async () => {
    own = await freshDatabase();
    directory = await mkdtemp(join(tmpdir(), 'migrations-'));
    const step = (table: string) => `
      import type { Knex } from 'knex';
      export const up = (knex: Knex): Promise<void> => knex.schema.createTable('${table}', (t) => void t.integer('id'));
      export const down = (knex: Knex): Promise<void> => knex.schema.dropTable('${table}');`;
    await writeFile(join(directory, '001_one.ts'), step('one'));
    await writeFile(join(directory, '002_two.ts'), step('two'));
  });
  afterAll(async () => {
    await own.drop();
    await rm(directory, { recursive: true });
  });

  test('run once although several processes start them together', async () => {
    const applied = await Promise.all([1, 2, 3].map(() => migrate(own.url, directory, 'up')));
    expect(applied.flat().sort()).toEqual(['001_one.ts', '002_two.ts']);
  });

  test('are taken back one by one, and listed while missing', async () => {
    expect(await migrate(own.url, directory, 'down')).toEqual(['002_two.ts']);
    expect(await migrate(own.url, directory, 'status')).toEqual(['002_two.ts']);
    expect(await migrate(own.url, directory, 'down')).toEqual(['001_one.ts']);
    expect(await migrate(own.url, directory, 'up')).toHaveLength(2);
  });

  test('go on after a process that died while it held knex’s own lock', async () => {
    await own.db('knex_migrations_lock').update({ is_locked: 1 });
    expect(await migrate(own.url, directory, 'up')).toEqual([]);
  });
});
