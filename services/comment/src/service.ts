import { postService, relationsCopy, userService } from '@concord/community';
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
import { people } from './consumers/people.ts';
import { posts } from './consumers/posts.ts';
import { reactionCounts } from './consumers/reaction-counts.ts';
import type { Deps } from './deps.ts';
import * as handlers from './handlers.ts';
import { rewriter } from './jobs/rewrite.ts';
import { commentCounts } from './store/comment-counts.ts';

// What the benchmark measures.
export { pathOf } from './domain/path.ts';
export { branchQuery } from './read/branch.ts';
export { firstLevelQuery, firstRepliesQuery } from './read/first-level.ts';
export type { Query } from './read/query.ts';

/** The streams that this service follows. */
export const consumers = [people, relationsCopy, posts, reactionCounts];

/** The operations as routes. */
export const routes = (deps: Deps) => mount(contract.comment, handlers, deps);

/** Threads of comments under posts. */
export const target: Target = {
  name: 'comment',
  build: (env): Service => {
    const settings = config(env);
    const db = openDatabase(settings.CONCORD_COMMENT_DATABASE_URL);
    const kafka = openKafka({ brokers: settings.CONCORD_KAFKA_BROKERS, clientId: 'concord-comment' });
    const ids = leaseIds(db);
    const copies = runConsumers({ service: 'comment', db, kafka, consumers });
    const deps: Deps = {
      db,
      ids,
      clock: { now: () => new Date() },
      copies,
      cursors: cursorSealer(settings.CONCORD_CURSOR_SECRET),
      user: userService(settings.userUrl, settings.CONCORD_INTERNAL_SECRET),
      post: postService(settings.postUrl, settings.CONCORD_INTERNAL_SECRET),
    };
    const jobs = [rewriter(db), commentCounts.settler(db)];
    return { name: 'comment', routes: routes(deps), parts: [databasePart(db), ids, kafka, copies, ...jobs] };
  },
};
