import { fileURLToPath } from 'node:url';
import { state, type Id } from '@concord/contracts';
import { keepEvents, serviceAlone, type Alone } from '@concord/testkit';
import { recountPass } from '../src/jobs/recount.ts';
import { recounts } from '../src/store/recounts.ts';
import type { Deps } from '../src/deps.ts';
import { consumers, routes } from '../src/service.ts';
import { reactionCounts } from '../src/store/reaction-counts.ts';

export const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

export const types = ['like', 'love', 'sad'];

export interface Reactions extends Alone {
  readonly deps: Deps;
  /** Lets the state of comments arrive. */
  comments(...rows: { id: Id; postId: Id; userId: Id; deleted?: boolean; version?: number }[]): Promise<void>;
  /** The counts as the stream tells them once all that is asked for has been done. */
  settled(): Promise<{ target_type: string; target_id: Id; type: string; count: number }[]>;
}

const at = '2026-01-01T00:00:00.000Z';

/** The service on a database of its own, whose published events are kept. */
export const reactions = async (): Promise<Reactions> => {
  const here = await serviceAlone<Deps>({
    name: 'reaction',
    migrations,
    consumers,
    routes,
    deps: (common) => ({ ...common, types }),
  });
  await keepEvents(here.db);
  return Object.assign(here, {
    comments: (...rows: Parameters<Reactions['comments']>) =>
      here.arrive(
        state.comment.comments,
        rows.map(({ id, postId, userId, deleted = false, version = 1 }) => ({
          ...{ id, post_id: postId, parent_id: null, user_id: userId, content: 'A comment', mentions: '[]' },
          ...{ like_count: 0, author_active: 1, post_user_id: 1, post_width: 'public', post_deleted: 0 },
          ...{ created_at: at, updated_at: at, deleted_at: deleted ? at : null, version },
        })),
      ),
    settled: async () => {
      await recounts.advanceAll(here.db, recountPass);
      await reactionCounts.settle(here.db);
      return here
        .db('reaction_counts')
        .select('target_type', 'target_id', 'type', 'count')
        .orderBy(['target_type', 'target_id', 'type']);
    },
  });
};
