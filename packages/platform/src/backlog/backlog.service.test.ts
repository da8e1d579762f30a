import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { setLogLevel } from '../telemetry/log.ts';
import { transaction } from '../mysql/transaction.ts';
import { backlog, type Pass } from './backlog.ts';

type Author = Readonly<{ kind: string; id: number }>;
const authors = backlog<Author>('authors', ['kind', 'id']);
const author = (id: number): Author => ({ kind: 'author', id });
let fresh: FreshDatabase;
beforeAll(async () => {
  setLogLevel('silent');
  fresh = await freshDatabase();
  await authors.createTable(fresh.db, ['kind VARCHAR(10) NOT NULL', 'id BIGINT NOT NULL']);
});
afterEach(() => fresh.db('authors').delete());
afterAll(() => fresh.drop());

const ask = (...ids: number[]) => transaction(fresh.db, (tx) => authors.ask(tx, ids.map(author)));
const waiting = async () => (await authors.waiting(fresh.db)).map(({ subject }) => subject.id);
/** Three steps, at the places 1, 2 and 3. */
const passWith = (seen: string[]): Pass<Author, number> => ({
  step: (_, { id }, from) => {
    const place = (from ?? 0) + 1;
    if (place > 3) return Promise.resolve(null);
    seen.push(`${id}.${place}`);
    return Promise.resolve(place);
  },
});

test('what was asked for is gone over from the first row to the last, and is then off the list', async () => {
  await ask(2, 1);
  const seen: string[] = [];
  await authors.advanceAll(fresh.db, passWith(seen));
  expect(seen).toEqual(['1.1', '2.1', '1.2', '2.2', '1.3', '2.3']);
  expect(await waiting()).toEqual([]);
});

test('what a rolled back transaction asked for is not on the list', async () => {
  const failing = transaction(fresh.db, async (tx) => {
    await authors.ask(tx, [author(1)]);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await waiting()).toEqual([]);
});

test('a pass that was stopped, or failed, stays on the list and begins again', async () => {
  await ask(1);
  const seen: string[] = [];
  let asked = 0;
  await authors.advanceAll(fresh.db, passWith(seen), () => (asked += 1) > 2);
  expect([seen, await waiting()]).toEqual([['1.1', '1.2'], [1]]);
  await authors.advanceAll(fresh.db, { step: () => Promise.reject(new Error('no')) });
  expect(await waiting()).toEqual([1]);
  await authors.advanceAll(fresh.db, passWith(seen));
  expect([seen.slice(2), await waiting()]).toEqual([['1.1', '1.2', '1.3'], []]);
});

test('one that fails keeps no other from being gone over', async () => {
  await ask(1, 2);
  const { step } = passWith([]);
  const fails: Pass<Author, number>['step'] = (tx, subject, from) =>
    subject.id === 1 ? Promise.reject(new Error('no')) : step(tx, subject, from);
  await authors.advanceAll(fresh.db, { step: fails });
  expect(await waiting()).toEqual([1]);
});

test('a large one delays no other, also not one that is asked for meanwhile', async () => {
  await ask(1);
  const ended: number[] = [];
  let steps = 0;
  await authors.advanceAll(fresh.db, {
    step: async (_, { id }) => {
      if (id === 2) return null;
      steps += 1;
      if (steps === 3) await ask(2);
      return steps < 10 ? steps : null;
    },
    end: async (tx, one) => (ended.push(one.subject.id), authors.end(tx, one)),
  });
  expect(ended).toEqual([2, 1]);
});

test('a pass does not end what was asked for during it, and a late one does not end the next', async () => {
  await ask(1);
  const [old] = await authors.waiting(fresh.db);
  await authors.advance(fresh.db, { step: async () => (await ask(1), null) }, old!);
  expect(await waiting()).toEqual([1]);
  await authors.advanceAll(fresh.db, passWith([]));
  await ask(1);
  expect(await transaction(fresh.db, (tx) => authors.end(tx, old!))).toBe(false);
  expect(await waiting()).toEqual([1]);
});

test('what ends with a pass is committed with it', async () => {
  await ask(1);
  const end: Pass<Author, number>['end'] = async (tx, one) => {
    await authors.end(tx, one);
    throw new Error('no');
  };
  await authors.advanceAll(fresh.db, { ...passWith([]), end });
  expect(await waiting()).toEqual([1]);
});

test('two that ask for the same ones in another order do not wait for each other', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? ask(1, 2, 3) : ask(3, 2, 1))));
  expect(await waiting()).toEqual([1, 2, 3]);
});
