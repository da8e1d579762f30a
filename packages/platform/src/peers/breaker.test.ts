import { errors } from '@concord/contracts';
import { expect, test } from '@jest/globals';
import { breaker } from './breaker.ts';

const broken = () => Promise.reject(errors.unavailable('from auth'));
const silent = () => Promise.reject(new Error('no answer'));
const fine = () => Promise.resolve('answer');
const outcome = (call: Promise<string>) => call.catch((error: unknown) => (error as Error).message);

const setUp = () => {
  const time = { now: 0 };
  return { time, call: breaker({ failures: 3, openMs: 100, clock: () => time.now }) };
};

test('lets failures through until there are too many in a row, then does not even ask', async () => {
  const { call } = setUp();
  for (let n = 0; n < 3; n += 1) expect(await outcome(call(broken))).toBe('from auth');
  expect(await outcome(call(fine))).toBe(errors.unavailable.title);
});

test('whatever fails is told as unavailable, with its cause', async () => {
  const { call } = setUp();
  await expect(call(silent)).rejects.toMatchObject({
    spec: { code: errors.unavailable.code },
    cause: expect.objectContaining({ message: 'no answer' }),
  });
});

test('a success between them begins the count anew', async () => {
  const { call } = setUp();
  for (const work of [broken, broken, fine, broken, broken]) await outcome(call(work));
  expect(await outcome(call(fine))).toBe('answer');
});

test('lets one through after the pause, and the others when that one came back', async () => {
  const { call, time } = setUp();
  for (let n = 0; n < 3; n += 1) await outcome(call(broken));
  time.now = 100;
  const probe = call(fine);
  expect(await outcome(call(fine))).toBe(errors.unavailable.title);
  expect(await outcome(probe)).toBe('answer');
  expect(await outcome(call(fine))).toBe('answer');
});

test('pauses again when the one that was let through fails', async () => {
  const { call, time } = setUp();
  for (let n = 0; n < 3; n += 1) await outcome(call(broken));
  time.now = 100;
  expect(await outcome(call(broken))).toBe('from auth');
  time.now = 199;
  expect(await outcome(call(fine))).toBe(errors.unavailable.title);
});
