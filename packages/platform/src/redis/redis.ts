import { createHash } from 'node:crypto';
import { errors } from '@concord/contracts';
import { Redis as Client } from 'ioredis';
import type { Part } from '../lifecycle/part.ts';
import { logger } from '../telemetry/log.ts';

/** Redis as we use it. Every call has a deadline of 150 ms and throws `errors.unavailable` when it cannot be had. */
export interface Redis extends Part {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, ttlMs: number): Promise<void>;
  /** Gives a value and removes it, in one step: of callers at once one gets it. */
  take(key: string): Promise<string | null>;
  remove(key: string): Promise<void>;
  /** Runs a Lua script on the server, in one step; it is sent once and called by its hash after. */
  script(lua: string, keys: readonly string[], values: readonly (string | number)[]): Promise<unknown>;
}

/** After a command that had no answer in time, callers are refused for this long instead of waiting each. */
const pauseMs = 500;

/** A connection to `redis://:password@host:port/database`; made when started, remade for ever when lost. */
export const openRedis = (url: string): Redis => {
  const log = logger('redis');
  const client = new Client(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 1_000,
    commandTimeout: 150,
    disconnectTimeout: 200,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 5), 1_000),
  });
  let refusedUntil = 0;
  client.on('error', (error) => log.debug({ err: error }, 'connection'));
  client.on('ready', () => log.info('connected'));
  client.on('end', () => log.info('closed'));

  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    if (client.status !== 'ready' || performance.now() < refusedUntil) throw errors.unavailable();
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof Error && /timed out/i.test(cause.message)) refusedUntil = performance.now() + pauseMs;
      throw errors.unavailable(undefined, { cause });
    }
  };

  return {
    name: 'redis',
    get: (key) => ask(() => client.get(key)),
    set: (key, value, ttlMs) => ask(async () => void (await client.set(key, value, 'PX', ttlMs))),
    take: (key) => ask(() => client.getdel(key)),
    remove: (key) => ask(async () => void (await client.del(key))),
    script: (lua, keys, values) => ask(() => runScript(client, lua, [...keys], [...values])),
    start: () =>
      client
        .connect()
        .catch((error: unknown) =>
          log.warn({ reason: error instanceof Error ? error.message : error }, 'not reachable yet'),
        ),
    stop: async () => {
      client.disconnect();
    },
  };
};

const runScript = async (
  client: Client,
  lua: string,
  keys: string[],
  values: (string | number)[],
): Promise<unknown> => {
  const hash = createHash('sha1').update(lua).digest('hex');
  try {
    return await client.evalsha(hash, keys.length, ...keys, ...values);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return client.eval(lua, keys.length, ...keys, ...values);
  }
};
