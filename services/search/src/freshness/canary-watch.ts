import { setTimeout as wait } from 'node:timers/promises';
import { gauge, histogram, type Elasticsearch, type Part } from '@concord/platform';
import { percentile, samples } from './samples.ts';

export interface Freshness {
  readonly fresh: boolean;
  readonly lastCanaryMs: number | null;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly canaries: number;
}

export interface CanaryWatch extends Part {
  /** Age of the oldest of the partitions' newest findable canaries, in ms; null while none was ever found. */
  ageMs(): number | null;
  /** A canary with this time has reached Kafka. */
  arrived(beatAt: Date): void;
  report(): Freshness;
}

const lookEveryMs = 1_000;
const measureEveryMs = 5_000;
const probeEveryMs = 20;
const partitions = 3;

const age = gauge({ name: 'concord_search_canary_age_seconds', help: 'Age of the newest canary that search finds' });
const latency = histogram({
  name: 'concord_search_canary_seconds',
  help: 'From a canary’s commit until search found it',
  buckets: [0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 15],
});

/**
 * Looks for the canary where searches look. Its age is the health of the whole pipeline: connectors that say RUNNING and lag
 * counters at zero can both be wrong, an old canary cannot.
 */
export const canaryWatch = (client: Elasticsearch, index: string, redMs: number): CanaryWatch => {
  const found = samples(5 * 60_000);
  const halt = new AbortController();
  let newest: number | null = null;
  let arrivedAt = 0;
  let measuredAt = 0;
  let watching: Promise<void> | undefined;

  /** The oldest of the newest beats per partition; 0 while one has none. */
  const look = async (): Promise<number> => {
    const { hits } = await client.search<{ beat_at: string }>(
      { index, size: partitions, sort: [{ beat_at: 'desc' }], track_total_hits: false, _source: ['beat_at'] },
      { requestTimeout: 2_000 },
    );
    const beats = hits.hits.flatMap(({ _source }) => (_source ? [Date.parse(_source.beat_at)] : []));
    return beats.length < partitions ? 0 : Math.min(...beats);
  };

  const see = async (): Promise<void> => {
    const beat = await look().catch(() => 0);
    if (beat > 0) newest = Math.max(newest ?? 0, beat);
    if (newest !== null) age.set((Date.now() - newest) / 1_000);
  };

  /** Follows one beat that has just reached Kafka until it is found, in small steps. */
  const measure = async (beat: number): Promise<void> => {
    measuredAt = Date.now();
    while (!halt.signal.aborted && Date.now() - beat < redMs && (newest ?? 0) < beat) {
      await see();
      if ((newest ?? 0) < beat) await wait(probeEveryMs);
    }
    if ((newest ?? 0) < beat) return;
    found.add(Date.now() - beat);
    latency.observe((Date.now() - beat) / 1_000);
  };

  const watch = async (): Promise<void> => {
    while (!halt.signal.aborted) {
      const due = Date.now() - measuredAt >= measureEveryMs;
      if (due && arrivedAt > (newest ?? 0)) await measure(arrivedAt);
      else if (!due) await see();
      await wait(due ? probeEveryMs : lookEveryMs, undefined, { signal: halt.signal }).catch(() => undefined);
    }
  };

  const ageMs = () => (newest === null ? null : Math.max(0, Date.now() - newest));
  return {
    name: 'canary watch',
    start: () => {
      watching ??= watch();
      return Promise.resolve();
    },
    stop: async () => {
      halt.abort();
      await watching;
    },
    ageMs,
    arrived: (beatAt) => {
      arrivedAt = Math.max(arrivedAt, beatAt.getTime());
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
