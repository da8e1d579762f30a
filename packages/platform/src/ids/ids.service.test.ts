import { eventually, freshDatabase, type FreshDatabase } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { platformTables } from '../mysql/platform-tables.ts';
import { timeOfId } from './generator.ts';
import { leaseIds } from './ids.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await platformTables(fresh.db);
});
afterAll(() => fresh.drop());

const held = () => fresh.db('id_workers').whereNotNull('holder').pluck('worker');

test('no id is made before a worker number is held, nor after it was given back', async () => {
  const ids = leaseIds(fresh.db);
  expect(() => ids.next()).toThrow(expect.objectContaining({ spec: expect.objectContaining({ code: 'unavailable' }) }));
  await ids.start();
  expect(ids.next()).toBeGreaterThan(0);
  await ids.stop();
  expect(() => ids.next()).toThrow();
  expect(await held()).toEqual([]);
});

test('thirty-two processes that start together share no worker number, and the next one waits for one', async () => {
  const all = Array.from({ length: 32 }, () => leaseIds(fresh.db));
  await Promise.all(all.map((ids) => ids.start()));
  expect(all.map((ids) => ids.notReady?.())).toEqual(all.map(() => null));
  const made = all.flatMap((ids) => Array.from({ length: 500 }, () => ids.next()));
  expect(new Set(made).size).toBe(made.length);

  const late = leaseIds(fresh.db);
  await late.start();
  expect(late.notReady?.()).toBe('holds no worker number');
  await all[0]?.stop();
  await eventually(() => late.notReady?.() === null);
  await Promise.all([...all, late].map((ids) => ids.stop()));
});

test('a lease that MySQL gave to somebody else makes no more ids under its number', async () => {
  const ids = leaseIds(fresh.db, { leaseMs: 300 });
  await ids.start();
  const before = ids.next();
  await fresh.db('id_workers').update({ holder: 'somebody else', leased_until: new Date(Date.now() + 60_000) });
  await eventually(() => ids.notReady?.() !== null);
  expect(() => ids.next()).toThrow();
  await fresh.db('id_workers').update({ holder: null, leased_until: new Date(0) });
  await eventually(() => ids.notReady?.() === null);
  expect(ids.next()).toBeGreaterThan(before);
  await ids.stop();
});

test('after a crash the next holder of the number begins after all that may have been made, even with a clock that is behind', async () => {
  await fresh.db('id_workers').update({ holder: null, leased_until: new Date(0), used_until: Date.now() + 5_000 });
  const hourAgo = () => Date.now() - 3_600_000;
  const ids = leaseIds(fresh.db, { clock: hourAgo });
  const usedUntil = Date.now() + 4_000;
  await ids.start();
  expect(timeOfId(ids.next())).toBeGreaterThan(usedUntil);
  await ids.stop();
});
