import { errors, Problem } from '@concord/contracts';
import { expect, test } from '@jest/globals';
import { boundedQueue } from './bounded-queue.ts';

/** Work that ends when it is told to. */
const controlled = () => {
  const started: number[] = [];
  const finish: (() => void)[] = [];
  const work = (index: number) => () => {
    started.push(index);
    return new Promise<number>((resolve) => {
      finish[index] = () => resolve(index);
    });
  };
  return { started, work, finish };
};
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('what does not fit is refused at once, with a time to come back', async () => {
  const { work, finish } = controlled();
  const queue = boundedQueue({ running: 1, waiting: 1 });
  const first = queue(work(0));
  const second = queue(work(1));
  const refusal = await queue(work(2)).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Problem);
  expect(refusal).toMatchObject({ spec: { code: errors.unavailable.code }, options: { retryAfter: 2 } });
  finish[0]?.();
  await settle();
  finish[1]?.();
  await expect(Promise.all([first, second])).resolves.toEqual([0, 1]);
});

test('never more run at once than allowed, in the order they came', async () => {
  const { started, work, finish } = controlled();
  const queue = boundedQueue({ running: 2, waiting: 10 });
  const all = [0, 1, 2, 3].map((index) => queue(work(index)));
  await settle();
  expect(started).toEqual([0, 1]);
  finish[1]?.();
  await settle();
  expect(started).toEqual([0, 1, 2]);
  finish[0]?.();
  finish[2]?.();
  await settle();
  finish[3]?.();
  await expect(Promise.all(all)).resolves.toEqual([0, 1, 2, 3]);
});

test('work that fails gives its place on', async () => {
  const queue = boundedQueue({ running: 1, waiting: 1 });
  const failing = queue(() => Promise.reject(new Error('no')));
  const next = queue(() => Promise.resolve('yes'));
  await expect(failing).rejects.toThrow('no');
  await expect(next).resolves.toBe('yes');
  await expect(queue(() => Promise.resolve('again'))).resolves.toBe('again');
});
