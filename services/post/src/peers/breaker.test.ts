import { expect, test } from '@jest/globals';
import { errors, Problem } from '@concord/contracts';
import { breaker } from './breaker.ts';

const fails = () => Promise.reject(new Error('no answer'));
const answers = () => Promise.resolve('answer');
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.spec.code : 'other'),
  );

test('a failure is told as unavailable, and the next call is tried', async () => {
  const guarded = breaker({ failures: 2 });
  expect(await code(guarded(fails))).toBe(errors.unavailable.code);
  expect(await guarded(answers)).toBe('answer');
});

test('after failures in a row nobody is asked until the time is over, then one call is tried', async () => {
  let now = 0;
  let asked = 0;
  const guarded = breaker({ failures: 2, openMs: 1_000, now: () => now });
  const failing = () => {
    asked += 1;
    return fails();
  };
  await code(guarded(failing));
  await code(guarded(failing));
  expect(await code(guarded(failing))).toBe(errors.unavailable.code);
  expect(asked).toBe(2);
  now = 1_000;
  const tried = code(guarded(failing));
  expect(await code(guarded(failing))).toBe(errors.unavailable.code);
  await tried;
  expect(asked).toBe(3);
  now = 2_000;
  expect(await guarded(answers)).toBe('answer');
  expect(await guarded(answers)).toBe('answer');
});
