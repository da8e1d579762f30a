import { LRUCache } from 'lru-cache';
import { recentChanges } from './recent.ts';
import { relationSet, type RelationRow, type RelationSet, type SeekerWithMutes } from './relation-set.ts';

/** How far back the stream is followed, and changes are remembered: well beyond what the index may lag behind. */
export const keepRecentMs = 5 * 60_000;
/** What a viewer without relations counts. */
const leastSize = 10;

export interface SeekersOptions {
  /** The relations of a viewer that the index holds. */
  load(viewer: number): Promise<readonly RelationRow[]>;
  /** How many relations of all viewers together are kept. */
  readonly maxRelations: number;
  now?(): number;
}

interface Known {
  readonly set: RelationSet;
  readonly loaded: Promise<unknown>;
}

/**
 * Viewers' relations in memory: loaded from the index when a viewer first searches, then kept current from the stream.
 * `apply` gets every change of the last minutes and from then on; a load is overlaid with the recent ones, so that nothing falls
 * between what the index had and what the stream brings.
 */
export const seekers = ({ load, maxRelations, now = Date.now }: SeekersOptions) => {
  const recent = recentChanges<RelationRow>(keepRecentMs, now);
  const known = new LRUCache<number, Known>({
    max: 100_000,
    maxSize: maxRelations,
    sizeCalculation: ({ set }) => set.size() + leastSize,
  });

  const fill = async (viewer: number, set: RelationSet): Promise<void> => {
    for (const row of await load(viewer)) set.apply(row);
    for (const row of recent.values()) if (row.viewer_id === viewer) set.apply(row);
  };

  const begin = (viewer: number): Known => {
    const set = relationSet(viewer);
    const entry = { set, loaded: fill(viewer, set) };
    known.set(viewer, entry);
    const isStillKnown = () => known.peek(viewer) === entry;
    entry.loaded.then(
      // Counted anew, now that its size is known.
      () => isStillKnown() && known.set(viewer, { ...entry }),
      () => isStillKnown() && known.delete(viewer),
    );
    return entry;
  };

  return {
    apply: (row: RelationRow): void => {
      recent.add(`${String(row.viewer_id)}:${String(row.author_id)}`, row);
      known.peek(row.viewer_id)?.set.apply(row);
    },
    /** Drops what was loaded: changes may have been missed. */
    forget: (): void => {
      known.clear();
    },
    /** Throws when the index cannot be read; a failed load is not remembered. */
    of: async (viewer: number): Promise<SeekerWithMutes> => {
      const { set, loaded } = known.get(viewer) ?? begin(viewer);
      await loaded;
      return set.seeker();
    },
    /** The version of a relation (`viewer:author`) that has arrived lately; null for all that changed longer ago than is remembered. */
    arrivedVersion: (key: string): number | null => recent.get(key)?.version ?? null,
    /** How many relations are counted as kept. */
    size: (): number => known.calculatedSize,
  };
};
export type Seekers = ReturnType<typeof seekers>;
