import { peersAt, peopleHeld, postsHeld, relationsCopy } from '@concord/community';
import { contract } from '@concord/contracts';
import { answerSweeper, foundation, mount, type Service, type Target } from '@concord/platform';
import { config } from './config.ts';
import { people } from './consumers/people.ts';
import { posts } from './consumers/posts.ts';
import { reactionCounts } from './consumers/reaction-counts.ts';
import type { Deps } from './deps.ts';
import * as handlers from './handlers.ts';
import { rewriter } from './jobs/rewrite.ts';
import { commentCounts } from './store/comment-counts.ts';
import { commentErasure } from './store/erasure.ts';

// What the benchmark measures.
export { pathOf } from './domain/path.ts';
export { branchQuery } from './read/branch.ts';
export { firstLevelQuery, firstRepliesQuery, type Order } from './read/first-level.ts';
export type { Query } from './read/query.ts';

/** The streams that this service follows. */
export const consumers = [people, relationsCopy, posts, reactionCounts, commentErasure.consumer];

/** The operations as routes. */
export const routes = (deps: Deps) =>
  mount(contract.comment, handlers, deps, { ...peopleHeld(deps.db), ...postsHeld(deps.db) });

/** Threads of comments under posts. */
export const target: Target = {
  name: 'comment',
  build: (env): Service => {
    const settings = config(env);
    const { parts, ...base } = foundation({
      name: 'comment',
      databaseUrl: settings.CONCORD_COMMENT_DATABASE_URL,
      brokers: settings.CONCORD_KAFKA_BROKERS,
      cursorSecret: settings.CONCORD_CURSOR_SECRET,
      consumers: () => consumers,
    });
    const jobs = [
      ...[rewriter(base.db), commentCounts.settler(base.db), answerSweeper(base.db)],
      commentErasure.worker(base.db, settings.CONCORD_ERASURE_SETTLE_MS),
    ];
    return { name: 'comment', routes: routes({ ...base, ...peersAt(settings) }), parts: [...parts, ...jobs] };
  },
};
