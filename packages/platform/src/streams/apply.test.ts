import { errors } from '@concord/contracts';
import { expect, test } from '@jest/globals';
import type { KafkaRecord } from '../kafka/port.ts';
import type { Db } from '../mysql/database.ts';
import { applyAll, Interrupted, type Applying } from './apply.ts';
import type { Consumer } from './consumer.ts';

const record = (offset: number): KafkaRecord => ({
  topic: 't',
  partition: 0,
  offset,
  key: null,
  value: null,
  headers: {},
  timestamp: 0,
});
const records = [1, 2, 3, 4, 5].map(record);
const current = { current: () => true };

/** A stand-in for MySQL: the effect is what a transaction left behind, undone when its work throws. */
const world = () => {
  const applied: number[] = [];
  const buried: [number, string][] = [];
  const staged: number[] = [];
  const db = {
    transaction: async (work: (tx: unknown) => Promise<void>) => {
      staged.length = 0;
      await work(null);
      applied.push(...staged);
    },
  } as unknown as Db;
  const applying: Applying = {
    db,
    bury: async ({ offset }, reason) => void buried.push([offset, reason]),
  };
  return { applied, buried, staged, applying };
};
const consumer = (effect: (offset: number) => void, poisoned: readonly number[] = []): Consumer => ({
  name: 'test',
  topic: { name: 't', cleanup: 'delete' },
  plan: (some) => ({
    poison: some.filter(({ offset }) => poisoned.includes(offset)).map((one) => ({ record: one, reason: 'poison' })),
    effect: async () => some.filter(({ offset }) => !poisoned.includes(offset)).forEach(({ offset }) => effect(offset)),
    committedAt: 0,
  }),
});

test('poison is put aside once and the rest is applied', async () => {
  const { applied, buried, staged, applying } = world();
  await applyAll(
    applying,
    consumer((offset) => void staged.push(offset), [2, 5]),
    records,
    current,
  );
  expect(applied).toEqual([1, 3, 4]);
  expect(buried).toEqual([
    [2, 'poison'],
    [5, 'poison'],
  ]);
});

test('a record that MySQL cannot store is found among the others, which are applied once', async () => {
  const { applied, buried, staged, applying } = world();
  const refuse = (offset: number) => {
    if (offset === 4)
      throw Object.assign(new Error('Data too long: secret'), { errno: 1406, code: 'ER_DATA_TOO_LONG' });
    staged.push(offset);
  };
  await applyAll(applying, consumer(refuse, [1]), records, current);
  expect(applied).toEqual([2, 3, 5]);
  expect(buried).toEqual([
    [1, 'poison'],
    [4, 'cannot be applied: ER_DATA_TOO_LONG'],
  ]);
});

test('an outage is waited out and nothing is put aside', async () => {
  const { applied, buried, staged, applying } = world();
  let failures = 3;
  const failing = (offset: number) => {
    if (failures > 0) {
      failures -= 1;
      throw errors.unavailable();
    }
    staged.push(offset);
  };
  await applyAll(applying, consumer(failing), records, current);
  expect({ applied, buried }).toEqual({ applied: [1, 2, 3, 4, 5], buried: [] });
});

test.each([
  ['the password is wrong', 1045],
  ['a migration has not run yet', 1146],
  ['the disk is full', 1021],
])(
  'nothing is put aside because %s',
  async (_, errno) => {
    const { applied, buried, staged, applying } = world();
    let failures = 5;
    const failing = (offset: number) => {
      if (failures > 0) {
        failures -= 1;
        throw Object.assign(new Error('refused'), { errno, code: 'ER_REFUSED' });
      }
      staged.push(offset);
    };
    await applyAll(applying, consumer(failing), records, current);
    expect({ applied, buried }).toEqual({ applied: [1, 2, 3, 4, 5], buried: [] });
  },
  15_000,
);

test('a batch whose partition was lost is left alone', async () => {
  const { applied, buried, applying } = world();
  const lost = { current: () => false };
  await expect(
    applyAll(
      applying,
      consumer(() => undefined),
      records,
      lost,
    ),
  ).rejects.toThrow(Interrupted);
  expect({ applied, buried }).toEqual({ applied: [], buried: [] });
});
