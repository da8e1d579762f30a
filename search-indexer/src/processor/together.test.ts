import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Action } from './action.ts';
import type { Outcome } from './classify.ts';
import { together } from './together.ts';

const actions = (count: number, name: string): Action[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${name}${String(index)}` }) as Action);
const idsOf = (outcomes: readonly Outcome[]) => outcomes.map((outcome) => (outcome as { reason: string }).reason);

/** Elasticsearch that answers each request when told, and gives every action its own id back. */
const elasticsearch = () => {
  const requests: { readonly size: number; answer(): void }[] = [];
  const write = together(
    (all) =>
      new Promise((resolve) => {
        const outcomes = all.map(({ id }): Outcome => ({ kind: 'busy', reason: id }));
        requests.push({ size: all.length, answer: () => resolve(outcomes) });
      }),
  );
  return { requests, write, sizes: () => requests.map(({ size }) => size) };
};

test('batches of the same moment go in one request, and each gets its own outcomes', async () => {
  const { requests, write, sizes } = elasticsearch();
  const answers = Promise.all([write(actions(2, 'a')), write(actions(1, 'b')), write(actions(3, 'c'))]);
  await turn();
  expect(sizes()).toEqual([6]);
  requests[0]?.answer();
  expect((await answers).map(idsOf)).toEqual([['a0', 'a1'], ['b0'], ['c0', 'c1', 'c2']]);
});

test('while a request is under way, what comes waits and goes together', async () => {
  const { requests, write, sizes } = elasticsearch();
  void write(actions(1, 'a'));
  await turn();
  const later = Promise.all([write(actions(1, 'b')), write(actions(1, 'c'))]);
  await turn();
  expect(sizes()).toEqual([1]);
  requests[0]?.answer();
  await turn();
  await turn();
  expect(sizes()).toEqual([1, 2]);
  requests[1]?.answer();
  expect((await later).map(idsOf)).toEqual([['b0'], ['c0']]);
});

test('with much to write two requests are under way at the most, neither much larger than needed', async () => {
  const { requests, write, sizes } = elasticsearch();
  for (const name of ['a', 'b', 'c', 'd', 'e']) void write(actions(500, name));
  await turn();
  expect(sizes()).toEqual([500, 500]);
  requests[0]?.answer();
  await turn();
  await turn();
  expect(sizes()).toEqual([500, 500, 1_000]);
});

test('a batch that is larger than a request is to be goes alone, and nothing at all goes nowhere', async () => {
  const { write, sizes } = elasticsearch();
  void write(actions(3_000, 'a'));
  expect(await write([])).toEqual([]);
  await turn();
  expect(sizes()).toEqual([3_000]);
});
