import { setTimeout as pause } from 'node:timers/promises';
import type { Id } from '@concord/contracts';
import type { Elasticsearch } from '@concord/platform';
import { wallClock } from './distribution.ts';
import { benchAuthor } from './posts.ts';

/** The alias that searches read. */
export const readAlias = 'concord-posts';

/**
 * Between two searches for what has not been found yet, on average: 20 a second. More of them would take the processor time that the
 * pipeline needs. The wait varies by half, so that looks do not fall into step with refreshes.
 */
const lookEveryMs = 50;

/** Looks by search for some of the writes until each is found. */
export interface Finds {
  /** The middle between the last search that did not find it and the first that did, ms since 1970: half a look wrong at most, neither early nor late on average. */
  readonly foundAt: ReadonlyMap<Id, number>;
  /** Begins to look for a post that was written at a time, ms since 1970. */
  expect(id: Id, at: number): void;
  /** How many are looked for now. */
  missing(): number;
  /** How many posts of the benchmark from this one on a search finds now. */
  countFrom(id: Id): Promise<number>;
  clear(): void;
  stop(): Promise<void>;
}

export const watchFinds = (client: Elasticsearch): Finds => {
  const foundAt = new Map<Id, number>();
  /** When it was last not found. */
  const looking = new Map<Id, number>();
  let stopped = false;

  const look = async (): Promise<void> => {
    const ids = [...looking.keys()].slice(0, 1_000);
    const asked = wallClock();
    const { hits } = await client.search({
      index: readAlias,
      query: { terms: { id: ids } },
      ...{ size: ids.length, sort: '_doc', _source: false, track_total_hits: false },
    });
    const answered = wallClock();
    for (const { _id } of hits.hits) {
      const id = Number(_id);
      foundAt.set(id, ((looking.get(id) ?? asked) + answered) / 2);
      looking.delete(id);
    }
    for (const id of ids) if (looking.has(id)) looking.set(id, asked);
  };
  const watch = async (): Promise<void> => {
    while (!stopped) {
      // A search that fails finds nothing; what is never found is told at the end.
      if (looking.size > 0) await look().catch(() => undefined);
      await pause(lookEveryMs * (0.5 + Math.random()));
    }
  };
  const watching = watch();
  return {
    foundAt,
    expect: (id, at) => {
      looking.set(id, at);
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
