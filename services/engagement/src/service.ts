import {
  peopleCopy,
  peopleHeld,
  postsCopy,
  postsHeld,
  postService,
  relationsCopy,
  userService,
} from '@concord/community';
import { contract } from '@concord/contracts';
import {
  databasePart,
  mount,
  openDatabase,
  openKafka,
  runConsumers,
  type Service,
  type Target,
} from '@concord/platform';
import { config } from './config.ts';
import { happenings } from './consumers/happenings.ts';
import { postTags } from './consumers/post-tags.ts';
import type { Deps } from './deps.ts';
import * as handlers from './handlers.ts';
import { viewCounter } from './jobs/count-views.ts';
import { forgetting } from './jobs/forget.ts';
import { tagSums } from './jobs/sum-tags.ts';

/** The streams that this service follows; tags stand behind the copy of their posts. */
export const consumers = [peopleCopy(), relationsCopy, postsCopy(), postTags, ...happenings];

/** The operations as routes. */
export const routes = (deps: Deps) =>
  mount(contract.engagement, handlers, deps, { ...peopleHeld(deps.db), ...postsHeld(deps.db) });

/** What people do with posts, counted by hours and days, and with what they do most now. */
export const target: Target = {
  name: 'engagement',
  build: (env): Service => {
    const settings = config(env);
    const clock = { now: () => new Date() };
    const db = openDatabase(settings.CONCORD_ENGAGEMENT_DATABASE_URL);
    const kafka = openKafka({ brokers: settings.CONCORD_KAFKA_BROKERS, clientId: 'concord-engagement' });
    const copies = runConsumers({ service: 'engagement', db, kafka, consumers });
    const deps: Deps = {
      ...{ db, clock, copies },
      user: userService(settings.userUrl, settings.CONCORD_INTERNAL_SECRET),
      post: postService(settings.postUrl, settings.CONCORD_INTERNAL_SECRET),
    };
    const jobs = [viewCounter(db), tagSums(db, clock.now), forgetting(db, clock.now)];
    const parts = [databasePart(db), kafka, copies, ...jobs];
    return { name: 'engagement', routes: routes(deps), parts };
  },
};
