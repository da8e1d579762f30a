import { randomUUID } from 'node:crypto';
import { Time } from '@concord/contracts';
import { eventually } from '@concord/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { openRedis, type Redis } from './redis.ts';
import { versionedCache, type Versioned } from './versioned-cache.ts';

const schema = z.object({ name: z.string(), at: Time });
type Thing = z.output<typeof schema>;
const at = new Date('2026-11-22T10:00:00.000Z');

let redis: Redis;
beforeAll(async () => {
  redis = openRedis(process.env['CONCORD_REDIS_URL'] ?? '');
  await redis.start();
  await eventually(() => redis.set('test:ready', '1', 1_000).then(() => true));
});
afterAll(() => redis.stop());

const cacheOf = (truth: () => Promise<Versioned<Thing> | null>, over: Redis = redis) => {
  let loads = 0;
  const cache = versionedCache<number, Thing>({
    redis: over,
    name: `test-${randomUUID()}`,
    ttlMs: 60_000,
    negativeTtlMs: 5_000,
    schema,
    load: () => {
      loads += 1;
      return truth();
    },
  });
  return { cache, loads: () => loads };
};
const thing = (version: number): Versioned<Thing> => ({ version, value: { name: `v${version}`, at } });

describe('a cache', () => {
  test('reads through once and then gives the same value, dates too', async () => {
    const { cache, loads } = cacheOf(async () => thing(1));
    expect(await cache.get(1)).toEqual({ name: 'v1', at });
    expect(await cache.get(1)).toEqual({ name: 'v1', at });
    expect(loads()).toBe(1);
  });

  test('asks once for many who ask together', async () => {
    const { cache, loads } = cacheOf(async () => thing(1));
    await Promise.all(Array.from({ length: 50 }, () => cache.get(1)));
    expect(loads()).toBe(1);
  });

  test('holds the newest of what was put, in whatever order it came', async () => {
    const { cache } = cacheOf(async () => null);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 2 ** 53 - 1 }), { minLength: 1, maxLength: 10 }),
        fc.nat(),
        async (versions, id) => {
          await cache.forget(id);
          for (const version of versions) await cache.put(id, version, thing(version).value);
          expect(await cache.get(id)).toEqual(thing(Math.max(...versions)).value);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('does not take back an old value from a reader that was slow', async () => {
    const slow = Promise.withResolvers<Versioned<Thing>>();
    const { cache } = cacheOf(() => slow.promise);
    const reading = cache.get(1);
    await cache.put(1, 2, thing(2).value);
    slow.resolve(thing(1));
    await reading;
    expect(await cache.get(1)).toEqual(thing(2).value);
  });

  test('that forgot a version asks again, and refuses what is older', async () => {
    const { cache, loads } = cacheOf(async () => thing(5));
    await cache.put(1, 4, thing(4).value);
    await cache.forget(1, 5);
    await cache.put(1, 4, thing(4).value);
    expect(await cache.get(1)).toEqual(thing(5).value);
    expect(loads()).toBe(1);
  });

  test('remembers that there is none, until there is one', async () => {
    const { cache, loads } = cacheOf(async () => null);
    expect([await cache.get(1), await cache.get(1)]).toEqual([null, null]);
    expect(loads()).toBe(1);
    await cache.put(1, 1, thing(1).value);
    expect(await cache.get(1)).toEqual(thing(1).value);
  });
});

test('with Redis away everything works, slower', async () => {
  const away = openRedis('redis://127.0.0.1:1/0');
  await away.start();
  const { cache, loads } = cacheOf(async () => thing(1), away);
  await cache.put(1, 1, thing(1).value);
  expect([await cache.get(1), await cache.get(1)]).toHaveLength(2);
  expect(loads()).toBe(2);
  await expect(away.get('x')).rejects.toMatchObject({ spec: { code: 'unavailable' } });
  await away.stop();
});
