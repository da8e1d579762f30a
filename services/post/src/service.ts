import { peopleHeld, relationsCopy, userService } from '@concord/community';
import { contract } from '@concord/contracts';
import {
  answerSweeper,
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
import { commentCounts } from './consumers/comment-counts.ts';
import { people } from './consumers/people.ts';
import { reactionCounts } from './consumers/reaction-counts.ts';
import type { Deps } from './deps.ts';
import { shareCounter } from './jobs/count-shares.ts';
import { reachRewriter } from './jobs/rewrite-reach.ts';
import * as handlers from './handlers.ts';

// What the benchmarks measure, explain and write with.
export { draft } from './domain/post.ts';
export { insertPost } from './store/posts.ts';
export { amongNewest, perFollowee, type Query } from './read/feed.ts';

/** The streams that this service follows. */
export const consumers = [people, relationsCopy, reactionCounts, commentCounts];

/** The operations as routes. */
export const routes = (deps: Deps) => mount(contract.post, handlers, deps, peopleHeld(deps.db));

/** Posts and the feed. */
export const target: Target = {
  name: 'post',
  build: (env): Service => {
    const settings = config(env);
    const clock = { now: () => new Date() };
    const db = openDatabase(settings.CONCORD_POST_DATABASE_URL);
    const kafka = openKafka({ brokers: settings.CONCORD_KAFKA_BROKERS, clientId: 'concord-post' });
    const ids = leaseIds(db);
    const copies = runConsumers({ service: 'post', db, kafka, consumers });
    const rewriter = reachRewriter(db);
    const deps: Deps = {
      db,
      ids,
      clock,
      copies,
      cursors: cursorSealer(settings.CONCORD_CURSOR_SECRET),
      user: userService(settings.userUrl, settings.CONCORD_INTERNAL_SECRET),
    };
    return {
      name: 'post',
      routes: routes(deps),
      parts: [databasePart(db), ids, kafka, copies, rewriter, shareCounter(db), answerSweeper(db)],
    };
  },
};
