import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { transaction } from '../mysql/transaction.ts';
import { counts } from './counts.ts';

const likes = counts<{ target: number; kind: string }>('likes', ['target', 'kind']);
let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await likes.createTables(fresh.db, ['target BIGINT NOT NULL', 'kind VARCHAR(10) NOT NULL']);
});
afterAll(() => fresh.drop());

const add = (target: number, change: number, kind = 'like') =>
  transaction(fresh.db, (tx) => likes.add(tx, { target, kind }, change));
const row = (target: number) => fresh.db('likes').where({ target, kind: 'like' }).first('count', 'version');
const pending = async () => Number((await fresh.db('likes_pending').count({ n: '*' }).first())?.['n']);

test('many changes of one count become one change of its row, and are known before', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, index) => add(1, index < 30 ? 1 : -1)));
  expect(await likes.of(fresh.db, [{ target: 1, kind: 'like' }])).toEqual([{ target: 1, kind: 'like', count: 20 }]);
  expect(await likes.settle(fresh.db)).toBe(1);
  expect(await row(1)).toEqual({ count: 20, version: 2 });
  expect(await likes.of(fresh.db, [{ target: 1, kind: 'like' }])).toEqual([{ target: 1, kind: 'like', count: 20 }]);
});

test('what comes to nothing leaves the version alone, and nothing stays pending', async () => {
  await add(2, 1);
  await likes.settle(fresh.db);
  await add(2, 1);
  await add(2, -1);
  expect(await likes.settle(fresh.db)).toBe(0);
  expect(await row(2)).toEqual({ count: 1, version: 2 });
  expect(await pending()).toBe(0);
});

test('a count that comes to nothing at once has a version that streams know', async () => {
  await add(5, 1);
  await add(5, -1);
  expect(await likes.settle(fresh.db)).toBe(0);
  expect(await row(5)).toEqual({ count: 0, version: 1 });
});

test('many changes at once may name a count more than once: it is written down once, or not at all', async () => {
  const changes = [
    [{ target: 7, kind: 'like' }, 1],
    [{ target: 8, kind: 'like' }, 1],
    [{ target: 7, kind: 'like' }, 1],
    [{ target: 8, kind: 'like' }, -1],
  ] as const;
  await transaction(fresh.db, (tx) => likes.addAll(tx, changes));
  expect(await fresh.db('likes_pending').select('target', 'change')).toEqual([{ target: 7, change: 2 }]);
  await likes.settle(fresh.db);
});

test('what a rolled back transaction counted does not count', async () => {
  const failing = transaction(fresh.db, async (tx) => {
    await likes.add(tx, { target: 3, kind: 'like' }, 1);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await likes.of(fresh.db, [{ target: 3, kind: 'like' }])).toEqual([]);
});

test('settlers beside each other and beside writers add each change once, and no count is ever negative', async () => {
  const seen: number[] = [];
  let writing = true;
  const settling = Array.from({ length: 3 }, async () => {
    while (writing) {
      await likes.settle(fresh.db);
      seen.push(...((await fresh.db('likes').where({ target: 4 }).pluck('count')) as number[]));
    }
  });
  const writers = Array.from({ length: 4 }, async () => {
    for (let round = 0; round < 25; round += 1) {
      await add(4, 1);
      await add(4, -1);
    }
    await add(4, 1);
  });
  await Promise.all(writers);
  writing = false;
  await Promise.all(settling);
  await likes.settle(fresh.db);
  expect((await row(4)).count).toBe(4);
  expect(seen.filter((count) => count < 0)).toEqual([]);
}, 60_000);
