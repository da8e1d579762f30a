import { setTimeout as pause } from 'node:timers/promises';
import { interrupted } from '../stack/failure.ts';
import type { Stack } from '../stack/stack.ts';
import type { Addresses } from './addresses.ts';
import { watchArrivals } from './arrivals.ts';
import { watchFinds } from './finds.ts';
import { useDefaultIntervals } from './intervals.ts';
import { openLoad } from './load/load.ts';
import { memoryUse, type MemoryUse } from './memory.ts';
import { removePosts } from './posts.ts';
import { measureRate, type Instruments, type RateResult } from './rate.ts';
import { undoing } from './undoing.ts';

export type FreshnessOptions = {
  readonly rates: readonly number[];
  readonly seconds: number;
  /** Before the first rate. Elasticsearch compiles itself for some minutes, as long as it does it takes half a core; the indexer and the connector, restarted for the default intervals, need 30 s at most. */
  readonly warmUpSeconds: number;
  /** Whether to measure the default intervals as well. */
  readonly compare: boolean;
};

/** The same rates with the platform's intervals and with the default ones of Debezium, Kafka and Elasticsearch. */
export type FreshnessResult = {
  readonly concord: readonly RateResult[];
  readonly defaults: readonly RateResult[];
  /** After the load, before anything was restarted. */
  readonly memory: MemoryUse;
};

type Tell = (what: string) => void;

const untilReady =
  (signal: AbortSignal) =>
  async (part: { notReady?(): string | null }): Promise<void> => {
    while ((part.notReady?.() ?? null) !== null) await pause(50, undefined, { signal });
  };

/** Measures every rate under the intervals that are set, after a warm-up. */
const measureRates = async (
  instruments: Instruments,
  { rates, seconds }: FreshnessOptions,
  warmUpSeconds: number,
  name: string,
  tell: Tell,
): Promise<RateResult[]> => {
  const results: RateResult[] = [];
  if (warmUpSeconds > 0) {
    tell(`${name}: warming up`);
    await measureRate(instruments, Math.min(200, Math.max(...rates)), warmUpSeconds);
  }
  for (const rate of rates) {
    tell(`${name}: ${rate.toLocaleString('en')} writes/s`);
    results.push(await measureRate(instruments, rate, seconds));
  }
  return results;
};

/** Measures commit → Kafka and commit → searchable on the running stack, then removes what it wrote and puts back what it changed. */
export const measureFreshness = (
  { places, settings: { ports } }: Stack,
  addresses: Addresses,
  options: FreshnessOptions,
  signal: AbortSignal,
  tell: Tell,
): Promise<FreshnessResult> =>
  undoing(async (later) => {
    const { openElasticsearch } = await import('@concord/platform');
    const removeAll = () => removePosts(addresses.CONCORD_POST_DATABASE_URL);
    tell('preparing');
    await removeAll();
    later(() => {
      tell('removing what was written');
      return removeAll();
    });
    const load = await openLoad(addresses.CONCORD_POST_DATABASE_URL, signal);
    later(() => load.stop());
    const client = openElasticsearch(addresses.CONCORD_ELASTICSEARCH_URL);
    later(() => client.close());
    const arrivals = await watchArrivals(addresses.CONCORD_KAFKA_BROKERS.split(','), untilReady(signal));
    later(() => arrivals.stop());
    const finds = watchFinds(client);
    later(() => finds.stop());

    const instruments = { load, arrivals, finds, indexerPort: ports.indexer, places, signal };
    const concord = await measureRates(instruments, options, options.warmUpSeconds, 'as it runs', tell);
    if (signal.aborted) throw interrupted();
    const memory = memoryUse(places);
    if (!options.compare) return { concord, defaults: [], memory };
    tell('setting default intervals');
    const putBack = await useDefaultIntervals(places);
    later(() => {
      tell('putting the intervals back');
      return putBack();
    });
    const warmAgain = Math.min(30, options.warmUpSeconds);
    const defaults = await measureRates(instruments, options, warmAgain, 'default intervals', tell);
    return { concord, defaults, memory };
  });
