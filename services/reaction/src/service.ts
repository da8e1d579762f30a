import { postsCopy, postService, relationsCopy, userService } from '@concord/community';
import { contract } from '@concord/contracts';
import {
  cursorSealer,
  databasePart,
  leaseIds,
  mount,
  openDatabase,
  openKafka,
  runConsumers,
  type Service,
  type Target,
} from '@concord/platform';
import { config } from './config.ts';
import { comments } from './consumers/comments.ts';
import { people } from './consumers/people.ts';
import type { Deps } from './deps.ts';
import * as handlers from './handlers.ts';
import { recounter } from './jobs/recount.ts';
import { reactionCounts } from './store/reaction-counts.ts';

/** The streams that this service follows. */
export const consumers = [people, relationsCopy, postsCopy(), comments];

/** The operations as routes. */
export const routes = (deps: Deps) => mount(contract.reaction, handlers, deps);

/** Reactions to posts and comments, and their counts. */
export const target: Target = {
  name: 'reaction',
  build: (env): Service => {
    const settings = config(env);
    const db = openDatabase(settings.CONCORD_REACTION_DATABASE_URL);
    const kafka = openKafka({ brokers: settings.CONCORD_KAFKA_BROKERS, clientId: 'concord-reaction' });
    const ids = leaseIds(db);
    const copies = runConsumers({ service: 'reaction', db, kafka, consumers });
    const deps: Deps = {
      db,
      ids,
      clock: { now: () => new Date() },
      copies,
      cursors: cursorSealer(settings.CONCORD_CURSOR_SECRET),
      user: userService(settings.userUrl, settings.CONCORD_INTERNAL_SECRET),
      post: postService(settings.postUrl, settings.CONCORD_INTERNAL_SECRET),
      types: settings.CONCORD_REACTION_TYPES,
    };
    const parts = [databasePart(db), ids, kafka, copies, recounter(db), reactionCounts.settler(db)];
    return { name: 'reaction', routes: routes(deps), parts };
  },
};
