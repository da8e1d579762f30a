import { errors, state, type Id } from '@concord/contracts';
import { followed, followStreams, type Elasticsearch, type Kafka, type Part } from '@concord/platform';
import { narrowedAuthors } from './narrowed.ts';
import type { SeekerWithMutes } from './relation-set.ts';
import { seekers } from './seekers.ts';

/** What decides who finds what, as known right now. */
export interface Sight {
  readonly seeker: SeekerWithMutes | null;
  readonly narrowed: readonly Id[];
}

export interface Visibility extends Part {
  /** What this viewer may see. Throws `stale` rather than decide by what is too old. */
  of(viewer: Id | null): Promise<Sight>;
}

export interface VisibilityOptions {
  readonly client: Elasticsearch;
  readonly kafka: Kafka;
  readonly relationsIndex: string;
  readonly maxAgeMs: number;
  readonly maxRelations: number;
  /** Age in milliseconds of the newest canary that the index shows; null when none does. */
  indexAgeMs(): number | null;
  readonly indexMaxAgeMs: number;
  /** Told of each canary that reached Kafka. */
  onCanary(beatAt: Date): void;
}

/** Relations go back five minutes, beyond what the index may lag; narrowings are few and are read whole. */
export const visibility = (options: VisibilityOptions): Visibility => {
  const { client, kafka, relationsIndex, maxAgeMs, maxRelations } = options;
  const people = seekers(client, relationsIndex, maxRelations);
  const narrowed = narrowedAuthors();
  const relations = followStreams({
    kafka,
    name: 'search.relations',
    replayMs: 5 * 60_000,
    streams: [followed(state.user.relations, ({ row }) => people.apply(row))],
    onCanary: (beatAt) => options.onCanary(beatAt),
  });
  const narrowings = followStreams({
    kafka,
    name: 'search.narrowings',
    replayMs: 'all',
    streams: [followed(state.post.narrowings, ({ row }) => narrowed.apply(row))],
  });

  const assertCurrent = (): void => {
    const oldest = Math.min(relations.watermarkMs() ?? 0, narrowings.watermarkMs() ?? 0);
    const indexAge = options.indexAgeMs();
    if (Date.now() - oldest > maxAgeMs || indexAge === null || indexAge > options.indexMaxAgeMs)
      throw errors.stale('Search is catching up', { retryAfter: 2 });
  };

  return {
    name: 'visibility',
    start: async () => {
      await relations.start();
      await narrowings.start();
    },
    stop: async () => {
      await Promise.all([relations.stop(), narrowings.stop()]);
    },
    notReady: () => relations.notReady?.() ?? narrowings.notReady?.() ?? null,
    of: async (viewer) => {
      assertCurrent();
      return { seeker: viewer === null ? null : await people.of(viewer), narrowed: narrowed.list() };
    },
  };
};
