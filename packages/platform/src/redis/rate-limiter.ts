import { Redis as Client } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Part } from '../lifecycle/part.ts';

/** At most `points` in any window of `seconds`, for each key. */
export interface RatePolicy {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

/** A key's standing after one more was counted. */
export interface Usage {
  readonly admitted: boolean;
  /** How many more this window admits. */
  readonly remaining: number;
  /** Whole seconds until the window ends, at least 1. */
  readonly resetSeconds: number;
}

export interface RateLimiter extends Part {
  /** Counts one. */
  consume(policy: RatePolicy, key: string): Promise<Usage>;
  /** Would one more be admitted? Counts nothing. */
  standing(policy: RatePolicy, key: string): Promise<Usage>;
  /** Begins to count from nothing. */
  forget(policy: RatePolicy, key: string): Promise<void>;
}

/**
 * Counters shared through Redis by every process; while Redis is away each process counts by itself, so limits are looser
 * by the number of processes but never gone. Without an address they always do.
 */
export const openRateLimiter = (url: string | undefined): RateLimiter => {
  const client = url === undefined ? null : connect(url);
  const limiters = new Map<string, RateLimiterAbstract>();

  const limiterOf = ({ name, points, seconds }: RatePolicy): RateLimiterAbstract => {
    const known = limiters.get(name);
    if (known) return known;
    const window = { keyPrefix: `limit:${name}`, points, duration: seconds };
    const own = new RateLimiterMemory(window);
    const made =
      client === null ? own : new RateLimiterRedis({ ...window, storeClient: client, insuranceLimiter: own });
    limiters.set(name, made);
    return made;
  };

  const usage = (admitted: boolean, { remainingPoints, msBeforeNext }: RateLimiterRes): Usage => ({
    admitted,
    remaining: Math.max(0, remainingPoints),
    resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)),
  });

  return {
    name: 'rate limits',
    consume: async (policy, key) => {
      try {
        return usage(true, await limiterOf(policy).consume(key));
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return usage(false, refused);
        throw refused;
      }
    },
    standing: async (policy, key) => {
      const now = await limiterOf(policy).get(key);
      if (now === null) return { admitted: true, remaining: policy.points, resetSeconds: policy.seconds };
      return usage(now.consumedPoints < policy.points, now);
    },
    forget: async (policy, key) => void (await limiterOf(policy).delete(key)),
    start: async () => {
      await client?.connect().catch(() => undefined);
    },
    stop: () => {
      client?.disconnect();
      return Promise.resolve();
    },
  };
};

const connect = (url: string): Client => {
  const client = new Client(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 150,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 5), 1_000),
  });
  client.on('error', () => undefined);
  return client;
};
