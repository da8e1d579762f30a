import {
  commentsCopy,
  commentsHeld,
  peersAt,
  peopleHeld,
  postsCopy,
  postsHeld,
  relationsCopy,
} from '@concord/community';
import { contract } from '@concord/contracts';
import { foundation, mount, type Service, type Target } from '@concord/platform';
import { config } from './config.ts';
import { people } from './consumers/people.ts';
import type { Deps } from './deps.ts';
import * as handlers from './handlers.ts';
import { recounter } from './jobs/recount.ts';
import { reactionErasure } from './store/erasure.ts';
import { reactionCounts } from './store/reaction-counts.ts';

/** The streams that this service follows. */
export const consumers = [people, relationsCopy, postsCopy(), commentsCopy, reactionErasure.consumer];

/** The operations as routes. */
export const routes = (deps: Deps) =>
  mount(contract.reaction, handlers, deps, { ...peopleHeld(deps.db), ...postsHeld(deps.db), ...commentsHeld(deps.db) });

/** Reactions to posts and comments, and their counts. */
export const target: Target = {
  name: 'reaction',
  build: (env): Service => {
    const settings = config(env);
    const { parts, ...base } = foundation({
      name: 'reaction',
      databaseUrl: settings.CONCORD_REACTION_DATABASE_URL,
      brokers: settings.CONCORD_KAFKA_BROKERS,
      cursorSecret: settings.CONCORD_CURSOR_SECRET,
      consumers: () => consumers,
    });
    const deps: Deps = { ...base, ...peersAt(settings), types: settings.CONCORD_REACTION_TYPES };
    const jobs = [
      ...[recounter(base.db), reactionCounts.settler(base.db)],
      reactionErasure.worker(base.db, settings.CONCORD_ERASURE_SETTLE_MS),
    ];
    return { name: 'reaction', routes: routes(deps), parts: [...parts, ...jobs] };
  },
};
