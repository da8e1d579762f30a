import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openRateLimiter, type RateLimiter } from './rate-limiter.ts';

const url = process.env['CONCORD_REDIS_URL'] ?? '';
const policy = { name: `test-${randomUUID()}`, points: 3, seconds: 60 };
let processes: RateLimiter[];

beforeAll(async () => {
  processes = [openRateLimiter(url), openRateLimiter(url)];
  await Promise.all(processes.map((one) => one.start()));
});
afterAll(() => Promise.all(processes.map((one) => one.stop())));

test('two processes count together, and no more is admitted than the policy says', async () => {
  const usages = await Promise.all(Array.from({ length: 8 }, (_, n) => processes[n % 2]!.consume(policy, 'ada')));
  expect(
    usages
      .filter(({ admitted }) => admitted)
      .map(({ remaining }) => remaining)
      .sort(),
  ).toEqual([0, 1, 2]);
  const refused = usages.filter(({ admitted }) => !admitted);
  expect(refused).toHaveLength(5);
  for (const { remaining, resetSeconds } of refused) {
    expect(remaining).toBe(0);
    expect(resetSeconds).toBeGreaterThan(0);
    expect(resetSeconds).toBeLessThanOrEqual(policy.seconds);
  }
});

test('keys are counted apart', async () => {
  expect(await processes[0]!.consume(policy, 'bob')).toMatchObject({ admitted: true, remaining: 2 });
});

test('how a key stands can be looked up without counting, and forgotten, by every process', async () => {
  const [one, other] = [processes[0]!, processes[1]!];
  expect(await one.standing(policy, 'dan')).toMatchObject({ admitted: true, remaining: 3 });
  for (let n = 0; n < 3; n += 1) await one.consume(policy, 'dan');
  expect(await other.standing(policy, 'dan')).toMatchObject({ admitted: false, remaining: 0 });
  expect(await other.standing(policy, 'dan')).toMatchObject({ admitted: false, remaining: 0 });
  await other.forget(policy, 'dan');
  expect(await one.standing(policy, 'dan')).toMatchObject({ admitted: true, remaining: 3 });
});

test('without an address each process counts by itself', async () => {
  const alone = openRateLimiter(undefined);
  await alone.start();
  for (let n = 0; n < 3; n += 1) await alone.consume(policy, 'eve');
  expect(await alone.consume(policy, 'eve')).toMatchObject({ admitted: false });
  expect(await processes[0]!.standing(policy, 'eve')).toMatchObject({ admitted: true });
  await alone.stop();
});

test('without Redis each process still counts by itself', async () => {
  const away = openRateLimiter('redis://127.0.0.1:1');
  await away.start();
  const admitted = [];
  for (let n = 0; n < 4; n += 1) admitted.push((await away.consume(policy, 'cyd')).admitted);
  await away.stop();
  expect(admitted).toEqual([true, true, true, false]);
});
