import { peopleHeld, postsHeld, relationsCopy } from '@concord/community';
import { contract } from '@concord/contracts';
import {
  databasePart,
  foundation,
  mount,
  openDatabase,
  type Consumer,
  type Service,
  type ServiceRouter,
  type Target,
} from '@concord/platform';
import { config } from './config.ts';
import { comments } from './consumers/comments.ts';
import { changedRelations, deletedComments, people, posts } from './consumers/removals.ts';
import { tellers } from './consumers/tell.ts';
import type { Deps } from './deps.ts';
import * as handlers from './handlers.ts';
import { fanOuts } from './jobs/fan-out.ts';
import { forgetting } from './jobs/forget.ts';
import { removals } from './jobs/remove.ts';
import type { Teller } from './store/tell.ts';
import { eventSource } from './stream/event-source.ts';
import { hub } from './stream/hub.ts';
import { turns } from './stream/turns.ts';
import { webSockets } from './stream/websocket.ts';

/** The streams that this service follows; what acts on a change stands behind the copy that takes it over. */
export const consumersOf = (teller: Teller): Consumer[] => [
  ...[people, relationsCopy, changedRelations, posts, comments, deletedComments],
  ...tellers(teller),
];

/** The operations as routes. */
export const routes = (deps: Deps) =>
  mount(contract.notification, handlers, deps, { ...peopleHeld(deps.db), ...postsHeld(deps.db) });

/** Streams have connections of their own: many that come back at once do not keep requests and consumers waiting. */
const streamConnections = 4;

/** The streams: WebSockets, and Server-Sent Events as one more route. */
export const streamsOf = (
  databaseUrl: string,
  { copies, clock }: Pick<Deps, 'copies' | 'clock'>,
  router: ServiceRouter,
) => {
  const db = openDatabase(databaseUrl, { poolSize: streamConnections });
  const deps = { db, copies, turns: turns(streamConnections) };
  const streams = hub(db);
  const sockets = webSockets(deps, streams, clock.now);
  const events = eventSource(router, deps, streams);
  return { parts: [databasePart(db), streams, sockets, events], upgrade: sockets.upgrade };
};

/** Who is told of what, as a list and in real time. */
export const target: Target = {
  name: 'notification',
  build: (env): Service => {
    const settings = config(env);
    const { parts, ...base } = foundation({
      name: 'notification',
      databaseUrl: settings.CONCORD_NOTIFICATION_DATABASE_URL,
      brokers: settings.CONCORD_KAFKA_BROKERS,
      cursorSecret: settings.CONCORD_CURSOR_SECRET,
      consumers: consumersOf,
    });
    const { db, clock } = base;
    const router = routes(base);
    const streams = streamsOf(settings.CONCORD_NOTIFICATION_DATABASE_URL, base, router);
    const jobs = [fanOuts(db, base), removals(db, clock.now), forgetting(db, clock.now)];
    return {
      name: 'notification',
      routes: router,
      upgrade: streams.upgrade,
      parts: [...parts, ...jobs, ...streams.parts],
    };
  },
};
