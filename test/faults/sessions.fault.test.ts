import { contract, errors } from '@concord/contracts';
import { openRedis } from '@concord/platform';
import { eventually } from '@concord/testkit';
import { afterEach, expect, test } from '@jest/globals';
import { anyone, setting, somebody } from '../e2e/platform.ts';
import { proveHealthy } from './healthy.ts';
import { figures, kill } from './parts.ts';

afterEach(proveHealthy, 240_000);

const refresh = (refreshToken: string) => anyone.refreshSession({ body: { refreshToken } });

const flushRedis = async (): Promise<void> => {
  const redis = openRedis(setting('CONCORD_REDIS_URL'));
  await redis.start();
  await redis.script("return redis.call('FLUSHALL')", [], []);
  await redis.stop();
};

test('200 refreshes of one token while auth is killed and Redis is emptied: one successor at the most, and what has ended stays so', async () => {
  const [person, gone] = [await somebody(), await somebody()];
  await gone.api.deleteSession({ params: { id: 'current' } });
  const parent = person.tokens.refreshToken;
  const attempts = Array.from({ length: 200 }, () => refresh(parent));
  const killed = kill('concord');
  const outcomes = await Promise.allSettled(attempts);
  await flushRedis();
  await killed.back();
  const answered = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.refreshToken] : []));
  const successors = [...new Set(answered)];
  figures('refreshes while auth was killed', { answered: answered.length, successors: successors.length });
  expect(successors.length).toBeLessThanOrEqual(1);
  for (const successor of successors) await expect(refresh(successor)).resolves.toBeDefined();
  await expect(refresh(gone.tokens.refreshToken)).toFail(errors.refreshInvalid);
  await eventually(async () => (await gone.api.raw(contract.user.getMe)).status === 401);
}, 240_000);
