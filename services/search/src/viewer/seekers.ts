import { LRUCache } from 'lru-cache';
import type { Elasticsearch } from '@concord/platform';
import { allHits } from '../read/all-hits.ts';
import { recentChanges } from './recent.ts';
import { relationSet, type RelationRow, type RelationSet, type SeekerWithMutes } from './relation-set.ts';

/** Twice and more what the index may lag behind while searches are still answered. */
const keepRecentMs = 5 * 60_000;

/**
 * Viewers' relations in memory: loaded from the index when a viewer first searches, then kept current from the stream.
 * `apply` gets every change of the last minutes and from then on; a load is overlaid with the recent ones, so that nothing falls
 * between what the index had and what the stream brings.
 */
export const seekers = (client: Elasticsearch, index: string, maxRelations: number) => {
  const recent = recentChanges<RelationRow>(keepRecentMs);
  const known = new LRUCache<number, { readonly set: RelationSet; readonly loaded: Promise<unknown> }>({
    max: 100_000,
    maxSize: maxRelations,
    sizeCalculation: ({ set }) => set.size() + 10,
  });

  const load = async (viewer: number, set: RelationSet): Promise<void> => {
    const rows = await allHits<RelationRow>(client, index, { term: { viewer_id: viewer } });
    for (const row of rows) set.apply(row);
    for (const row of recent.values()) if (row.viewer_id === viewer) set.apply(row);
    const entry = known.get(viewer);
    if (entry?.set === set) known.set(viewer, { ...entry });
  };

  return {
    apply: (row: RelationRow): void => {
      recent.add(`${String(row.viewer_id)}:${String(row.author_id)}`, row);
      known.peek(row.viewer_id)?.set.apply(row);
    },
    /** Throws when the index cannot be read; a failed load is not remembered. */
    of: async (viewer: number): Promise<SeekerWithMutes> => {
      let entry = known.get(viewer);
      if (!entry) {
        const set = relationSet(viewer);
        const loaded = load(viewer, set);
        entry = { set, loaded };
        known.set(viewer, entry);
        loaded.catch(() => known.delete(viewer));
      }
      await entry.loaded;
      return entry.set.seeker();
    },
  };
};
export type Seekers = ReturnType<typeof seekers>;
