import { setTimeout as sleep } from 'node:timers/promises';
import { gauge, histogram, type Part } from '@concord/platform';
import { percentile, samples } from './samples.ts';

/** One canary: there is one per partition. */
export interface Beat {
  readonly id: number;
  /** When it was written, ms since 1970. */
  readonly at: number;
}

export interface Freshness {
  readonly fresh: boolean;
  readonly lastCanaryMs: number | null;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly canaries: number;
}

export interface CanaryWatch extends Part {
  /** Age in ms of the newest canary of the partition that is furthest behind; null until each has been found. */
  ageMs(): number | null;
  /** A canary of this time has reached Kafka. */
  arrived(beatAt: Date): void;
  report(): Freshness;
}

export interface CanaryWatchOptions {
  /** The canaries that a search finds now. */
  look(): Promise<readonly Beat[]>;
  /** Red from this age on. */
  readonly redMs: number;
  /** How many partitions there are: 3 for every stream unless told. */
  readonly partitions?: number;
  now?(): number;
  /** Resolves after that many ms, or at once when the signal says so. */
  wait?(ms: number, signal: AbortSignal): Promise<unknown>;
}

const lookEveryMs = 1_000;
const measureEveryMs = 5_000;
const probeEveryMs = 20;

const age = gauge({ name: 'concord_search_canary_age_seconds', help: 'Age of the newest canary that search finds' });
const latency = histogram({
  name: 'concord_search_canary_seconds',
  help: 'From a canary’s commit until search found it',
  buckets: [0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 15],
});

const pause = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => undefined);

/**
 * Looks for the canary where searches look. Its age is the health of the whole pipeline: connectors that say RUNNING and lag
 * counters at zero can both be wrong, an old canary cannot. Looks once a second, and every 5 s follows one canary closely.
 */
export const canaryWatch = (options: CanaryWatchOptions): CanaryWatch => {
  const { look, redMs, partitions = 3, now = Date.now, wait = pause } = options;
  const beats = new Map<number, number>();
  const found = samples(5 * 60_000, now);
  const halt = new AbortController();
  let watching: Promise<void> | undefined;
  let measuring: Promise<void> | undefined;
  let measuredAt = -Infinity;

  const oldest = (): number | null => (beats.size < partitions ? null : Math.min(...beats.values()));
  const ageMs = () => {
    const at = oldest();
    return at === null ? null : Math.max(0, now() - at);
  };
  const isFound = (beat: number) => (oldest() ?? 0) >= beat;

  const see = async (): Promise<void> => {
    for (const { id, at } of await look().catch(() => [])) beats.set(id, Math.max(beats.get(id) ?? 0, at));
    const current = ageMs();
    if (current !== null) age.set(current / 1_000);
  };

  /** One that is found at the first look and is not new came by a replay: nobody knows when it was found first. */
  const measure = async (beat: number): Promise<void> => {
    await see();
    if (isFound(beat) && now() - beat > lookEveryMs) return;
    const giveUpAt = now() + redMs;
    while (!isFound(beat)) {
      if (halt.signal.aborted || now() > giveUpAt) return;
      await wait(probeEveryMs, halt.signal);
      await see();
    }
    found.add(now() - beat);
    latency.observe((now() - beat) / 1_000);
  };

  const watch = async (): Promise<void> => {
    while (!halt.signal.aborted) {
      if (measuring === undefined) await see();
      await wait(lookEveryMs, halt.signal);
    }
  };

  return {
    name: 'canary watch',
    start: () => {
      watching ??= watch();
      return Promise.resolve();
    },
    stop: async () => {
      halt.abort();
      await Promise.all([watching, measuring]);
    },
    ageMs,
    arrived: (beatAt) => {
      if (measuring !== undefined || halt.signal.aborted || now() - measuredAt < measureEveryMs) return;
      measuredAt = now();
      measuring = measure(beatAt.getTime()).finally(() => {
        measuring = undefined;
      });
    },
    report: () => {
      const sorted = found.sorted();
      const lastCanaryMs = ageMs();
      return {
        fresh: lastCanaryMs !== null && lastCanaryMs <= redMs,
        lastCanaryMs,
        p50Ms: percentile(sorted, 0.5),
        p99Ms: percentile(sorted, 0.99),
        canaries: sorted.length,
      };
    },
  };
};
