import type { NarrowedComments } from '@concord/audience';
import { errors, type Id } from '@concord/contracts';
import type { SeekerWithMutes } from './relation-set.ts';

/** What decides who finds what, as known right now. */
export interface Sight {
  readonly seeker: SeekerWithMutes | null;
  readonly narrowed: NarrowedComments;
}

export interface Visibility {
  /** What this viewer may see. Throws `stale` rather than decide by what is too old. */
  of(viewer: Id | null): Promise<Sight>;
}

export interface VisibilityOptions {
  readonly seekers: { of(viewer: Id): Promise<SeekerWithMutes> };
  /** Whom to leave out, given up to when (ms since 1970) the index is known to have everything. */
  readonly narrowed: { list(indexedMs: number | null): NarrowedComments };
  /** The commit time, ms since 1970, up to which every change of relations and narrowings is known; null before that. */
  watermarkMs(): number | null;
  /** Older knowledge than this is not acted on. */
  readonly maxAgeMs: number;
  /** Age in milliseconds of the newest canary that the index shows; null when none does. */
  indexAgeMs(): number | null;
  /** An index further behind than this is not searched. */
  readonly indexMaxAgeMs: number;
  now?(): number;
}

/** Decides by the viewer's relations and by who is narrowing, and only while both are known to be current. */
export const visibility = (options: VisibilityOptions): Visibility => {
  const { seekers, narrowed, maxAgeMs, indexMaxAgeMs, now = Date.now } = options;
  const isCurrent = (): boolean => {
    const watermark = options.watermarkMs();
    const indexAge = options.indexAgeMs();
    return watermark !== null && now() - watermark <= maxAgeMs && indexAge !== null && indexAge <= indexMaxAgeMs;
  };
  const indexedMs = (): number | null => {
    const age = options.indexAgeMs();
    return age === null ? null : now() - age;
  };
  return {
    of: async (viewer) => {
      if (!isCurrent()) throw errors.stale('Search is catching up', { retryAfter: 2 });
      return { seeker: viewer === null ? null : await seekers.of(viewer), narrowed: narrowed.list(indexedMs()) };
    },
  };
};
