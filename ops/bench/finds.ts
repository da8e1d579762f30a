import { setTimeout as pause } from 'node:timers/promises';
import type { Id } from '@concord/contracts';
import type { Elasticsearch } from '@concord/platform';
import { wallClock } from './distribution.ts';
import { benchAuthor } from './posts.ts';

/** The alias that searches read. */
export const readAlias = 'concord-posts';

/** The wait between two searches for what has not been found yet: a write is searchable at most so much (and a search) earlier than it says. */
const lookEveryMs = 10;

/** Looks by search for some of the writes until each is found. */
export interface Finds {
  readonly foundAt: ReadonlyMap<Id, number>;
  /** Begins to look for a post. */
  expect(id: Id): void;
  /** How many are looked for now. */
  missing(): number;
  /** How many posts of the benchmark from this one on a search finds now. */
  countFrom(id: Id): Promise<number>;
  clear(): void;
  stop(): Promise<void>;
}

export const watchFinds = (client: Elasticsearch): Finds => {
  const foundAt = new Map<Id, number>();
  const looking = new Set<Id>();
  let stopped = false;

  const look = async (): Promise<void> => {
    const ids = [...looking].slice(0, 1_000);
    const { hits } = await client.search({
      index: readAlias,
      query: { terms: { id: ids } },
      ...{ size: ids.length, sort: '_doc', _source: false, track_total_hits: false },
    });
    const now = wallClock();
    for (const { _id } of hits.hits) {
      foundAt.set(Number(_id), now);
      looking.delete(Number(_id));
    }
  };
  const watch = async (): Promise<void> => {
    while (!stopped) {
      // A search that fails finds nothing; what is never found is told at the end.
      if (looking.size > 0) await look().catch(() => undefined);
      await pause(lookEveryMs);
    }
  };
  const watching = watch();
  return {
    foundAt,
    expect: (id) => {
      looking.add(id);
    },
    missing: () => looking.size,
    countFrom: async (id) => {
      const mine = { bool: { filter: [{ term: { author_id: benchAuthor } }, { range: { id: { gte: id } } }] } };
      return (await client.count({ index: readAlias, query: mine })).count;
    },
    clear: () => {
      looking.clear();
      foundAt.clear();
    },
    stop: async () => {
      stopped = true;
      await watching;
    },
  };
};
