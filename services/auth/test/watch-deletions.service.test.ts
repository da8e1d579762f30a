import { erasingServices, events } from '@concord/contracts';
import { registry, transaction } from '@concord/platform';
import { happenIn, keepEvents, toldSince } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { erased } from '../src/consumers/erased.ts';
import { watchOnce } from '../src/jobs/watch-deletions.ts';
import { startAuth, type Auth } from './auth.ts';

let auth: Auth;
beforeAll(async () => {
  auth = await startAuth();
  await keepEvents(auth.db);
});
afterAll(() => auth.stop());

const minute = 60_000;
const begun = Date.now();
const watch = (minutes: number) => watchOnce({ db: auth.db, clock: { now: () => new Date(begun + minutes * minute) } });

const acknowledges = (accountId: number, serviceType: (typeof erasingServices)[number]) =>
  transaction(auth.db, (tx) =>
    happenIn(
      tx,
      [erased({ now: () => new Date() })],
      events.accountErased,
      { accountId, version: 2, serviceType, counts: {} },
      `${serviceType} ${accountId}`,
    ),
  );

const ages = async () => {
  const { values } = (await registry.getSingleMetric('concord_deletions_oldest_seconds')?.get()) ?? { values: [] };
  return new Map(values.map(({ labels, value }) => [labels['service'], value]));
};

test('who does not answer is told again every ten minutes, and its waiting is measured', async () => {
  const { tokens, api } = await auth.logIn(await auth.signUp());
  await api.deleteMe({});
  const id = Number(tokens.accountId);
  const [silent, ...others] = erasingServices;
  for (const service of others) await acknowledges(id, service);
  const told = (await toldSince(auth.db)).filter(({ type }) => type === 'account.deleted');
  await watch(9);
  expect(await toldSince(auth.db)).toEqual([]);
  await watch(11);
  await watch(12);
  expect((await toldSince(auth.db)).map(({ type, payload }) => ({ type, payload }))).toEqual(
    told.map(({ type, payload }) => ({ type, payload })),
  );
  await watch(130);
  expect(await toldSince(auth.db)).toHaveLength(1);
  expect((await ages()).get(silent)).toBeGreaterThan(7_000);
  expect((await ages()).get(others[0])).toBe(0);
  await acknowledges(id, silent);
  await watch(200);
  expect(await toldSince(auth.db)).toEqual([]);
  expect(new Set((await ages()).values())).toEqual(new Set([0]));
});
