import type { Elasticsearch } from '@concord/platform';
import { histogram, logger, type Part } from '@concord/platform';

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
  /** Documents of `index` were written; `committedAt` of each, ms since 1970. */
  wrote(index: string, committedAt: readonly number[]): void;
}

/**
 * One refresh of an index at a time, `minIntervalMs` between two at the least; what is written meanwhile goes with the next.
 * A refresh that fails is left to the index's own interval.
 */
export const refresher = (client: Elasticsearch, minIntervalMs: number): Refresher => {
  const log = logger('refresher');
  const waiting = new Map<string, number[]>();
  const running = new Map<string, Promise<void>>();
  let stopped = false;

  const refresh = async (index: string): Promise<void> => {
    while (!stopped && (waiting.get(index)?.length ?? 0) > 0) {
      const started = performance.now();
      const committed = waiting.get(index) ?? [];
      waiting.delete(index);
      try {
        await client.indices.refresh({ index });
        const now = Date.now();
        for (const at of committed) freshness.observe({ index }, Math.max(0, now - at) / 1_000);
        refreshTime.observe((performance.now() - started) / 1_000);
      } catch (error) {
        log.warn({ err: error, index }, 'not refreshed');
      }
      const rest = minIntervalMs - (performance.now() - started);
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    }
    running.delete(index);
  };

  return {
    name: 'refresher',
    wrote: (index, committedAt) => {
      const list = waiting.get(index);
      if (list) list.push(...committedAt);
      else waiting.set(index, [...committedAt]);
      if (!running.has(index)) running.set(index, refresh(index));
    },
    start: () => Promise.resolve(),
    stop: async () => {
      stopped = true;
      await Promise.allSettled(running.values());
    },
  };
};
