import { peopleHeld, peersAt, relationsCopy } from '@concord/community';
import { contract } from '@concord/contracts';
import { answerSweeper, foundation, mount, type Service, type Target } from '@concord/platform';
import { config } from './config.ts';
import { commentCounts } from './consumers/comment-counts.ts';
import { people } from './consumers/people.ts';
import { reactionCounts } from './consumers/reaction-counts.ts';
import type { Deps } from './deps.ts';
import { shareCounter } from './jobs/count-shares.ts';
import { reachRewriter } from './jobs/rewrite-reach.ts';
import * as handlers from './handlers.ts';
import { postErasure } from './store/erasure.ts';

// What the benchmarks measure, explain and write with.
export { draft } from './domain/post.ts';
export { insertPost } from './store/posts.ts';
export { amongNewest, perFollowee, type Query } from './read/feed.ts';

/** The streams that this service follows. */
export const consumers = [people, relationsCopy, reactionCounts, commentCounts, postErasure.consumer];

/** The operations as routes. */
export const routes = (deps: Deps) => mount(contract.post, handlers, deps, peopleHeld(deps.db));

/** Posts and the feed. */
export const target: Target = {
  name: 'post',
  build: (env): Service => {
    const settings = config(env);
    const { parts, ...base } = foundation({
      name: 'post',
      databaseUrl: settings.CONCORD_POST_DATABASE_URL,
      brokers: settings.CONCORD_KAFKA_BROKERS,
      cursorSecret: settings.CONCORD_CURSOR_SECRET,
      consumers: () => consumers,
    });
    const { user } = peersAt(settings);
    const jobs = [
      ...[reachRewriter(base.db), shareCounter(base.db), answerSweeper(base.db)],
      postErasure.worker(base.db, settings.CONCORD_ERASURE_SETTLE_MS),
    ];
    return { name: 'post', routes: routes({ ...base, user }), parts: [...parts, ...jobs] };
  },
};
