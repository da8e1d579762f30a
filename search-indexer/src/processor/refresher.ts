import { histogram, logger, type Elasticsearch, type Part } from '@concord/platform';

const freshness = histogram({
  name: 'concord_indexer_searchable_seconds',
  help: 'From the commit in MySQL until a search can find the change, by index',
  labelNames: ['index'],
  buckets: [0.01, 0.02, 0.03, 0.045, 0.06, 0.08, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
});
const refreshTime = histogram({
  name: 'concord_indexer_refresh_seconds',
  help: 'Time one refresh takes',
  buckets: [0.002, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 1],
});

/** Makes written documents searchable soon, without refreshing more often than allowed. */
export interface Refresher extends Part {
  /**
   * Documents of `index` were written; `committedAt` of each, ms since 1970. `urgent` while the queue is short: otherwise the
   * refresh may come as late as `restMs` after the last one.
   */
  wrote(index: string, committedAt: readonly number[], urgent: boolean): void;
}

export interface RefresherOptions {
  /** The least time between the beginnings of two refreshes of an index. */
  readonly minIntervalMs: number;
  /** The same while there is a backlog. */
  readonly restMs?: number;
  /** Makes the index's documents searchable. */
  refresh(index: string): Promise<unknown>;
}

export const refresherOf = (client: Elasticsearch, minIntervalMs: number): Refresher =>
  refresher({ minIntervalMs, refresh: (index) => client.indices.refresh({ index }) });

/**
 * A refresh makes some twenty small files, whatever is in it, and on a small machine it takes the processor from the writes it is to
 * show. Up to so many documents a second it comes as often as allowed; beyond, in proportion less often.
 */
const fewPerSecond = 200;
/** From the beginning of a refresh to that of the next at least so many times what it took: it may be slow, but not all there is. */
const leastRest = 1.5;

/** One refresh of an index at a time; what is written meanwhile goes with the next. One that fails is left to the index itself. */
export const refresher = ({ minIntervalMs, restMs = 1_000, refresh }: RefresherOptions): Refresher => {
  const indices = new Map<string, ReturnType<typeof oneIndex>>();
  let stopped = false;

  const oneIndex = (index: string) => {
    let waiting: number[] = [];
    let urgent = false;
    let lastAt = -Infinity;
    let lastTookMs = 0;
    let perSecond = 0;
    let timer: NodeJS.Timeout | undefined;
    let running: Promise<void> | undefined;

    const run = async (): Promise<void> => {
      const committed = waiting;
      waiting = [];
      urgent = false;
      const now = performance.now();
      perSecond = (committed.length * 1_000) / (now - lastAt);
      lastAt = now;
      try {
        await refresh(index);
        lastTookMs = performance.now() - lastAt;
        refreshTime.observe(lastTookMs / 1_000);
        for (const at of committed) freshness.observe({ index }, Math.max(0, Date.now() - at) / 1_000);
      } catch (error) {
        logger('refresher').warn({ err: error, index }, 'not refreshed');
      }
      running = undefined;
      plan();
    };
    const start = () => void (running = run());
    const plan = (): void => {
      clearTimeout(timer);
      if (stopped || running !== undefined || waiting.length === 0) return;
      const soonest = Math.max(minIntervalMs * Math.max(1, perSecond / fewPerSecond), lastTookMs * leastRest);
      const interval = urgent ? Math.min(soonest, restMs) : restMs;
      const delay = lastAt + interval - performance.now();
      // Timers may fire a millisecond early.
      if (delay > 0) timer = setTimeout(plan, Math.ceil(delay));
      else start();
    };
    return {
      wrote: (committedAt: readonly number[], soon: boolean) => {
        for (const at of committedAt) waiting.push(at);
        urgent ||= soon;
        // Not at once: what several batches wrote with one request is told in the same turn, and one refresh is for all of it.
        setImmediate(plan);
      },
      settled: async () => {
        clearTimeout(timer);
        await running;
      },
    };
  };

  return {
    name: 'refresher',
    wrote: (index, committedAt, urgent) => {
      const one = indices.get(index) ?? oneIndex(index);
      indices.set(index, one);
      one.wrote(committedAt, urgent);
    },
    start: () => Promise.resolve(),
    stop: async () => {
      stopped = true;
      await Promise.all([...indices.values()].map((one) => one.settled()));
    },
  };
};
