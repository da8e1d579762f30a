import { peersAt, peopleCopy, peopleHeld, postsCopy, postsHeld, relationsCopy } from '@concord/community';
import { contract } from '@concord/contracts';
import { foundation, mount, type Service, type Target } from '@concord/platform';
import { config } from './config.ts';
import { happenings } from './consumers/happenings.ts';
import { postTags } from './consumers/post-tags.ts';
import type { Deps } from './deps.ts';
import * as handlers from './handlers.ts';
import { engagementErasure } from './store/erasure.ts';
import { viewCounter } from './jobs/count-views.ts';
import { forgetting } from './jobs/forget.ts';
import { tagSums } from './jobs/sum-tags.ts';
import { withholder } from './jobs/withhold.ts';
import { askForWithholdings } from './store/withholdings.ts';

/** The streams that this service follows; tags stand behind the copy of their posts. */
export const consumers = [
  peopleCopy(askForWithholdings),
  relationsCopy,
  postsCopy(),
  postTags,
  ...happenings,
  engagementErasure.consumer,
];

/** The operations as routes. */
export const routes = (deps: Deps) =>
  mount(contract.engagement, handlers, deps, { ...peopleHeld(deps.db), ...postsHeld(deps.db) });

/** What people do with posts, counted by hours and days, and with what they do most now. */
export const target: Target = {
  name: 'engagement',
  build: (env): Service => {
    const settings = config(env);
    const { parts, ...base } = foundation({
      name: 'engagement',
      databaseUrl: settings.CONCORD_ENGAGEMENT_DATABASE_URL,
      brokers: settings.CONCORD_KAFKA_BROKERS,
      cursorSecret: settings.CONCORD_CURSOR_SECRET,
      consumers: () => consumers,
    });
    const { db, clock } = base;
    const jobs = [
      ...[viewCounter(db), withholder(db), tagSums(db, clock.now), forgetting(db, clock.now)],
      engagementErasure.worker(db, settings.CONCORD_ERASURE_SETTLE_MS),
    ];
    return { name: 'engagement', routes: routes({ ...base, ...peersAt(settings) }), parts: [...parts, ...jobs] };
  },
};
