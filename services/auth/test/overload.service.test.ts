import { errors } from '@concord/contracts';
import { anAccount } from '@concord/testkit';
import { expect, test } from '@jest/globals';
import { atOnce, codesOf, startAuth, succeeded } from './auth.ts';

test('more passwords than can wait are refused with 503 and Retry-After, the others are served', async () => {
  const auth = await startAuth({ CONCORD_PASSWORD_WORKERS: '1', CONCORD_PASSWORD_QUEUE: '3' });
  const outcomes = await atOnce(20, () => auth.anonymous.createAccount({ body: anAccount() }));
  expect(succeeded(outcomes).length).toBeGreaterThanOrEqual(4);
  expect(new Set(codesOf(outcomes))).toEqual(new Set([errors.unavailable.code]));
  await auth.signUp();
  await auth.stop();
});
