import { commentsCopy, peersAt, postsCopy, relationsCopy } from '@concord/community';
import { contract } from '@concord/contracts';
import { answerSweeper, foundation, mount, type Service, type Target } from '@concord/platform';
import { config, type ModerationConfig } from './config.ts';
import { people } from './consumers/people.ts';
import type { Deps } from './deps.ts';
import * as handlers from './handlers.ts';
import { decisionWorker } from './jobs/carry-out.ts';
import { forgetting } from './jobs/forget.ts';
import { authService } from './peers/auth-service.ts';
import { owners } from './peers/owners.ts';
import { moderationErasure } from './store/erasure.ts';

/** The streams that this service follows. */
export const consumers = [people, relationsCopy, postsCopy(), commentsCopy, moderationErasure.consumer];

/** The operations as routes. */
export const routes = (deps: Deps) => mount(contract.moderation, handlers, deps);

/** Who is asked about accounts, and who owns what can be reported. */
const ownersAt = (settings: ModerationConfig): Pick<Deps, 'auth' | 'owners'> => {
  const own = `http://127.0.0.1:${settings.CONCORD_INTERNAL_PORT}`;
  const secret = settings.CONCORD_INTERNAL_SECRET;
  const addresses = {
    user: settings.CONCORD_USER_URL ?? own,
    post: settings.CONCORD_POST_URL ?? own,
    comment: settings.CONCORD_COMMENT_URL ?? own,
  };
  return { auth: authService(settings.CONCORD_AUTH_URL ?? own, secret), owners: owners(addresses, secret) };
};

/** What people report, and what moderators decide about it. */
export const target: Target = {
  name: 'moderation',
  build: (env): Service => {
    const settings = config(env);
    const { parts, ...base } = foundation({
      name: 'moderation',
      databaseUrl: settings.CONCORD_MODERATION_DATABASE_URL,
      brokers: settings.CONCORD_KAFKA_BROKERS,
      cursorSecret: settings.CONCORD_CURSOR_SECRET,
      consumers: () => consumers,
    });
    const deps: Deps = { ...base, ...peersAt(settings), ...ownersAt(settings) };
    const { db, clock } = base;
    const jobs = [
      ...[decisionWorker(deps), forgetting(db, clock.now), answerSweeper(db)],
      moderationErasure.worker(db, settings.CONCORD_ERASURE_SETTLE_MS),
    ];
    return { name: 'moderation', routes: routes(deps), parts: [...parts, ...jobs] };
  },
};
