import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { transaction } from '../mysql/transaction.ts';
import { newerThanHeld, upsertNewer } from './upsert-newer.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await fresh.db.raw(`CREATE TABLE pairs (one BIGINT NOT NULL, other BIGINT NOT NULL, name VARCHAR(20) NOT NULL,
    flag BOOLEAN NOT NULL, version BIGINT NOT NULL, PRIMARY KEY (one, other))`);
});
afterAll(() => fresh.drop());

const row = (key: number, version: number) => ({
  one: 1,
  other: key,
  name: `v${version}`,
  flag: version % 2 === 1,
  version,
});

test('whatever order and however often rows come, in whatever batches, the newest of each key stands whole', async () => {
  const change = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 6 }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uniqueArray(change, { selector: ([key]) => key, minLength: 1 }), { minLength: 1, maxLength: 8 }),
      async (batches) => {
        await fresh.db('pairs').delete();
        for (const batch of batches)
          await transaction(fresh.db, (tx) =>
            upsertNewer(
              tx,
              'pairs',
              ['one', 'other'],
              batch.map(([key, version]) => row(key, version)),
            ),
          );
        const newest = new Map<number, number>();
        for (const [key, version] of batches.flat()) newest.set(key, Math.max(version, newest.get(key) ?? 0));
        const expected = [...newest].sort().map(([key, version]) => ({ ...row(key, version), flag: version % 2 }));
        expect(await fresh.db('pairs').orderBy('other')).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
}, 30_000);

test('many processes that copy the same rows at once do not fail', async () => {
  const versions = Array.from({ length: 12 }, (_, index) => index + 1);
  await Promise.all(
    versions.map((version) => {
      const rows = Array.from({ length: 200 }, (_, key) => row((key * 7) % 200, version));
      return transaction(fresh.db, (tx) => upsertNewer(tx, 'pairs', ['one', 'other'], rows));
    }),
  );
  expect(await fresh.db('pairs').where('version', '<', 12).where('other', '<', 200).where({ name: 'v12' })).toEqual([]);
  expect(await fresh.db('pairs').where({ version: 12, name: 'v12' })).toHaveLength(200);
}, 30_000);

test('of what comes, only what is newer than the rows there are is new', async () => {
  await fresh.db('pairs').delete();
  await fresh.db('pairs').insert([row(1, 3), row(2, 3)]);
  const changes = [row(1, 3), row(2, 4), row(3, 1), row(1, 2)];
  const newer = (keys: readonly string[]) =>
    transaction(fresh.db, (tx) => newerThanHeld(tx, 'pairs', keys, changes, (change) => ({ ...change })));
  expect(await newer(['one', 'other'])).toEqual([row(2, 4), row(3, 1)]);
  expect(await transaction(fresh.db, (tx) => newerThanHeld(tx, 'pairs', ['one'], [], () => ({})))).toEqual([]);
});
