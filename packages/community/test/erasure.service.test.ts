import { events, type Id } from '@concord/contracts';
import { platformTables, transaction } from '@concord/platform';
import { freshDatabase, happenIn, keepEvents, toldSince, type FreshDatabase } from '@concord/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { erasure, erasuresTable, erasureTurns } from '../src/index.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await platformTables(fresh.db);
  await erasuresTable(fresh.db);
  await erasureTurns.up(fresh.db);
  await keepEvents(fresh.db);
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  looked.length = 0;
  await fresh.db('erasures').delete();
});

/** Of whom the step was asked, in this order. */
const looked: Id[] = [];
/** Of whom the copies know that they are gone. */
const known = new Set<Id>();
const one = erasure({
  service: 'post',
  steps: [
    {
      kind: 'things',
      erase: (_, account) => {
        looked.push(account);
        return Promise.resolve(0);
      },
    },
  ],
  isKnown: (_, account) => Promise.resolve(known.has(account)),
});

const learns = (accountId: Id, eventId = `event of ${accountId}`) =>
  transaction(fresh.db, (tx) =>
    happenIn(tx, [one.consumer], events.accountDeleted, { accountId, version: 2 }, eventId),
  );
const noted = (change: string) =>
  fresh.db.raw(`UPDATE erasures SET noted_at = CURRENT_TIMESTAMP(3) - INTERVAL ${change}`);
const acknowledged = async () =>
  (await toldSince(fresh.db)).filter(({ type }) => type === 'account.erased').map(({ aggregateid }) => aggregateid);

test('however many wait for something, each has its turn', async () => {
  for (let account = 1; account <= 250; account += 1) await learns(account);
  await noted('2 SECOND');
  known.add(250);
  for (let turn = 0; turn < 3; turn += 1) await one.advance(fresh.db, 0);
  expect(new Set(looked).size).toBe(250);
  expect(await acknowledged()).toEqual(['250']);
});

test('those that have waited for long are looked at less often than those that have just come', async () => {
  await learns(301);
  await noted('1 HOUR');
  await learns(302);
  for (let turn = 0; turn < 5; turn += 1) await one.advance(fresh.db, 0);
  expect(looked.filter((account) => account === 301)).toHaveLength(1);
  expect(looked.filter((account) => account === 302)).toHaveLength(5);
});

test('a step that fails keeps nobody else waiting', async () => {
  const failing = erasure({
    service: 'post',
    steps: [
      {
        kind: 'things',
        erase: (_, account) => (account === 401 ? Promise.reject(new Error('no')) : Promise.resolve(0)),
      },
    ],
    isKnown: () => Promise.resolve(true),
  });
  await learns(401);
  await learns(402);
  await failing.advance(fresh.db, 0);
  expect(await acknowledged()).toEqual(['402']);
});

test('told again of an account it says again that it is erased, and erases nothing', async () => {
  known.add(501);
  await learns(501);
  await one.advance(fresh.db, 0);
  expect(await acknowledged()).toEqual(['501']);
  looked.length = 0;
  await learns(501, 'told again');
  await learns(501, 'told again');
  await one.advance(fresh.db, 0);
  expect(await acknowledged()).toEqual(['501']);
  expect(looked).toEqual([]);
});

test('told again of an account that is being erased it says nothing yet', async () => {
  await learns(601);
  await learns(601, 'told again');
  expect(await acknowledged()).toEqual([]);
});
