import { z } from 'zod';
import { logger } from '../telemetry/log.ts';
import { counter } from '../telemetry/metrics.ts';
import type { Redis } from './redis.ts';

export interface Versioned<T> {
  readonly version: number;
  readonly value: T;
}

export interface CacheOptions<K extends string | number, T> {
  readonly redis: Redis;
  /** Names the cache in keys and metrics. */
  readonly name: string;
  readonly ttlMs: number;
  /** How long "there is none" is believed; keep it short. */
  readonly negativeTtlMs: number;
  /** What a value is. Stored as JSON in its encoded form: `Time` for dates, `Id` or `z.int()` for ids. */
  readonly schema: z.ZodType<T>;
  /** Reads the truth: null where there is none. */
  load(id: K): Promise<Versioned<T> | null>;
}

/** A read-through cache in Redis that never goes back: a value is replaced only by one that is not older. */
export interface VersionedCache<K extends string | number, T> {
  /** From Redis, else from `load`. Redis being away costs a `load`, never an error; errors of `load` are thrown. */
  get(id: K): Promise<T | null>;
  /** Makes the cache at least this new. Never throws. */
  put(id: K, version: number, value: T): Promise<void>;
  /** Forgets the value; with a version, also refuses older ones that slow readers bring back. Never throws. */
  forget(id: K, version?: number): Promise<void>;
}

/**
 * KEYS[1] entry; ARGV: version, JSON or '' for "not known, but not older than this", ttl in ms.
 * An entry is `<version>:<JSON>`, `<version>:` or `-` for "there is none".
 */
const setIfNotOlder = `
local held = redis.call('GET', KEYS[1])
local version = held and tonumber(string.match(held, '^(%d+):'))
if version and version > tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1] .. ':' .. ARGV[2], 'PX', ARGV[3])
return 1`;

/** "There is none" is only remembered where nothing is known: a reader that looked before the row came must not hide it. */
const setNoneIfUnknown = `return redis.call('SET', KEYS[1], '-', 'PX', ARGV[1], 'NX') and 1 or 0`;

const asked = counter({
  name: 'concord_cache_reads_total',
  help: 'Reads of a cache by result: hit, negative (known not to exist), miss, error (Redis away)',
  labelNames: ['cache', 'result'],
});

export const versionedCache = <K extends string | number, T>(options: CacheOptions<K, T>): VersionedCache<K, T> => {
  const { redis, name, ttlMs, negativeTtlMs, schema, load } = options;
  const log = logger(`cache ${name}`);
  const loading = new Map<K, Promise<T | null>>();
  const keyOf = (id: K) => `cache:${name}:${id}`;

  const quietly = (work: () => Promise<unknown>): Promise<void> =>
    work().then(
      () => undefined,
      (error: unknown) => log.debug({ err: error }, 'not stored'),
    );

  const store = (id: K, version: number, json: string, ttl: number) =>
    quietly(() => redis.script(setIfNotOlder, [keyOf(id)], [version, json, ttl]));

  const put = async (id: K, version: number, value: T) =>
    quietly(async () => store(id, version, JSON.stringify(z.encode(schema, value)), ttlMs));

  const held = async (id: K): Promise<{ result: 'hit' | 'negative' | 'miss' | 'error'; value: T | null }> => {
    try {
      return decode(schema, await redis.get(keyOf(id)));
    } catch {
      return { result: 'error', value: null };
    }
  };

  const loadOnce = async (id: K): Promise<T | null> => {
    const found = await load(id);
    if (found === null) await quietly(() => redis.script(setNoneIfUnknown, [keyOf(id)], [negativeTtlMs]));
    else await put(id, found.version, found.value);
    return found?.value ?? null;
  };

  return {
    put,
    forget: (id, version) =>
      version === undefined ? quietly(() => redis.remove(keyOf(id))) : store(id, version, '', ttlMs),
    get: async (id) => {
      const { result, value } = await held(id);
      asked.inc({ cache: name, result });
      if (result === 'hit' || result === 'negative') return value;
      const underWay = loading.get(id) ?? loadOnce(id).finally(() => loading.delete(id));
      loading.set(id, underWay);
      return underWay;
    },
  };
};

const decode = <T>(
  schema: z.ZodType<T>,
  entry: string | null,
): { result: 'hit' | 'negative' | 'miss'; value: T | null } => {
  if (entry === '-') return { result: 'negative', value: null };
  const json = entry?.slice(entry.indexOf(':') + 1) ?? '';
  if (json === '') return { result: 'miss', value: null };
  const read = z.safeDecode(schema, JSON.parse(json) as never);
  return read.success ? { result: 'hit', value: read.data } : { result: 'miss', value: null };
};
