import { errors } from '@concord/contracts';
import { anAccount } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { atOnce, codesOf, startAuth, succeeded, type Auth } from './auth.ts';

let auth: Auth;
beforeAll(async () => {
  auth = await startAuth({ CONCORD_PASSWORD_WORKERS: '1', CONCORD_PASSWORD_QUEUE: '3' });
});
afterAll(() => auth.stop());

test('more passwords than can wait are refused with 503 and Retry-After, the others are served', async () => {
  const outcomes = await atOnce(30, () => auth.anonymous.createAccount({ body: anAccount() }));
  expect(succeeded(outcomes).length).toBeGreaterThanOrEqual(4);
  expect(new Set(codesOf(outcomes))).toEqual(new Set([errors.unavailable.code]));
  await auth.signUp();
});
