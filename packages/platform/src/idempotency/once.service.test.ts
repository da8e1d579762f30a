import { errors, operation, type Id } from '@concord/contracts';
import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { created, type Call } from '../http/handler.ts';
import type { Tx } from '../mysql/database.ts';
import { idempotencyOf } from './idempotency.ts';
import { keptAnswer, once } from './once.ts';
import { forgetAnswers, idempotencyTable } from './store.ts';

const createThing = operation({
  id: 'createThing',
  method: 'POST',
  path: '/v1/things',
  summary: 'Make a thing',
  access: 'user',
  keyed: true,
  body: z.strictObject({ name: z.string() }),
  replies: { 201: z.strictObject({ number: z.int(), name: z.string() }) },
  errors: [],
});

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await idempotencyTable(fresh.db);
  await fresh.db.raw('CREATE TABLE things (number INT NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) NOT NULL)');
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  await fresh.db('things').delete();
  await fresh.db('idempotency_keys').delete();
});

type Work = (tx: Tx) => Promise<unknown>;

/** Makes a thing; `meanwhile` runs after it was written and before the transaction ends. */
const make = (key: string | undefined, name = 'one', meanwhile: Work = () => Promise.resolve(), account: Id = 7) => {
  const idempotency = idempotencyOf(createThing, account, key, [{ name }]);
  return once(fresh.db, { idempotency, operation: createThing } as Call<typeof createThing>, async (tx) => {
    const [number] = (await tx('things').insert({ name })) as [number];
    await meanwhile(tx);
    return created({ number, name }, { location: `/v1/things/${number}` });
  });
};

/** The answer that is kept for what `make` made. */
const kept = (key: string | undefined, name = 'one', account: Id = 7) => {
  const idempotency = idempotencyOf(createThing, account, key, [{ name }]);
  return keptAnswer(fresh.db, { idempotency, operation: createThing } as Call<typeof createThing>);
};

const things = () => fresh.db('things').pluck('name') as Promise<string[]>;
const keys = () => fresh.db('idempotency_keys').pluck('idempotency_key') as Promise<string[]>;

/** A place where a transaction stands until it is let go. */
const gate = () => {
  const reached = Promise.withResolvers<null>();
  const opened = Promise.withResolvers<null>();
  return {
    reached: reached.promise,
    open: () => opened.resolve(null),
    pass: () => (reached.resolve(null), opened.promise),
  };
};

test('the same request with the same key has one effect and one answer', async () => {
  const first = await make('k');
  expect(await make('k')).toEqual(first);
  expect(first).toMatchObject({ status: 201, body: { name: 'one' } });
  expect(await things()).toEqual(['one']);
});

test('without a key everything is done as often as it is asked', async () => {
  await Promise.all([make(undefined), make(undefined)]);
  expect(await things()).toEqual(['one', 'one']);
  expect(await keys()).toEqual([]);
});

test('another request may not use the key; another account has keys of its own', async () => {
  await make('k');
  await expect(make('k', 'two')).toFail(errors.idempotencyKeyReused);
  await make('k', 'two', undefined, 8);
  expect(await things()).toEqual(['one', 'two']);
});

test('keys differ by case', async () => {
  await make('k');
  await make('K', 'two');
  expect(await things()).toEqual(['one', 'two']);
});

test('while the first is being done the second is told to wait, and then gets its answer', async () => {
  const { reached, open, pass } = gate();
  const first = make('k', 'one', pass);
  await reached;
  const refusal = await make('k').catch((error: unknown) => error);
  await expect(Promise.reject(refusal as Error)).toFail(errors.idempotencyInFlight);
  expect(refusal).toMatchObject({ options: { retryAfter: 1 } });
  open();
  const answered = await first;
  expect(await make('k')).toEqual(answered);
  expect(await things()).toEqual(['one']);
});

test('a kept answer is found without claiming the key, by who sent the same request', async () => {
  expect(await kept('k')).toBeNull();
  expect(await keys()).toEqual([]);
  const { reached, open, pass } = gate();
  const first = make('k', 'one', pass);
  await reached;
  await expect(kept('k')).toFail(errors.idempotencyInFlight);
  open();
  const answered = await first;
  expect(await kept('k')).toEqual(answered);
  await expect(kept('k', 'two')).toFail(errors.idempotencyKeyReused);
  for (const none of [kept('k', 'one', 8), kept('other'), kept(undefined)]) expect(await none).toBeNull();
});

test('what fails after its effect leaves neither effect nor key, so that it can be tried again', async () => {
  const failing = make('k', 'one', () => Promise.reject(errors.forbidden()));
  await expect(failing).toFail(errors.forbidden);
  expect([await things(), await keys()]).toEqual([[], []]);
  await make('k');
  expect(await things()).toEqual(['one']);
});

test('a connection that dies before the commit leaves neither', async () => {
  const dying = make('k', 'one', async (tx) => {
    const [[{ id }]] = (await tx.raw('SELECT CONNECTION_ID() AS id')) as [[{ id: number }]];
    await fresh.db.raw('KILL ?', [id]);
  });
  await expect(dying).rejects.toThrow();
  expect([await things(), await keys()]).toEqual([[], []]);
  await make('k');
  expect(await things()).toEqual(['one']);
});

test('a deadlock’s victim does it again, once', async () => {
  let attempts = 0;
  const result = await make('k', 'one', () => {
    attempts += 1;
    return attempts === 1 ? Promise.reject(Object.assign(new Error('deadlock'), { errno: 1213 })) : Promise.resolve();
  });
  expect(attempts).toBe(2);
  expect(await make('k')).toEqual(result);
  expect(await things()).toEqual(['one']);
});

test('a key is good for 24 hours and then forgotten', async () => {
  await make('old');
  await make('young', 'two');
  await fresh.db.raw(
    `UPDATE idempotency_keys SET created_at = created_at - INTERVAL 25 HOUR WHERE idempotency_key = 'old'`,
  );
  await make('old', 'three');
  expect(await things()).toEqual(['one', 'two', 'three']);
  await fresh.db.raw(
    `UPDATE idempotency_keys SET created_at = created_at - INTERVAL 25 HOUR WHERE idempotency_key = 'old'`,
  );
  expect(await forgetAnswers(fresh.db, 100)).toBe(1);
  expect(await keys()).toEqual(['young']);
});

test('however many come at once and some fail, each key that was answered has one effect, and all its answers are that one', async () => {
  const request = fc.record({ key: fc.constantFrom('a', 'b', 'c'), fails: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 2, maxLength: 20 }), async (requests) => {
      await fresh.db('things').delete();
      await fresh.db('idempotency_keys').delete();
      const outcomes = await Promise.allSettled(
        requests.map(({ key, fails }) =>
          make(key, key, () => (fails ? Promise.reject(errors.forbidden()) : Promise.resolve())),
        ),
      );
      const answers = requests.flatMap(({ key }, index) => {
        const outcome = outcomes[index];
        return outcome?.status === 'fulfilled' ? [[key, JSON.stringify(outcome.value)] as const] : [];
      });
      const codes = outcomes.flatMap((one) =>
        one.status === 'rejected' ? [(one.reason as { spec: { code: string } }).spec.code] : [],
      );
      expect(codes.filter((code) => code !== 'forbidden' && code !== 'idempotency_in_flight')).toEqual([]);
      const answered = [...new Set(answers.map(([key]) => key))].toSorted();
      expect((await things()).toSorted()).toEqual(answered);
      expect((await keys()).toSorted()).toEqual(answered);
      expect(new Set(answers.map(([, answer]) => answer)).size).toBe(answered.length);
    }),
    { numRuns: 40 },
  );
});
