import { peopleHeld, postsHeld } from '@concord/community';
import { contract } from '@concord/contracts';
import {
  cursorSealer,
  databasePart,
  leaseIds,
  mount,
  openDatabase,
  openKafka,
  runConsumers,
  type Consumer,
  type Service,
  type ServiceRouter,
  type Target,
} from '@concord/platform';
import { config } from './config.ts';
import { comments, people, posts, relations } from './consumers/removals.ts';
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

/** The streams that this service follows: what happened stands behind the copies. */
export const consumersOf = (teller: Teller): Consumer[] => [
  ...[people, relations, posts, comments],
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
    const clock = { now: () => new Date() };
    const db = openDatabase(settings.CONCORD_NOTIFICATION_DATABASE_URL);
    const kafka = openKafka({ brokers: settings.CONCORD_KAFKA_BROKERS, clientId: 'concord-notification' });
    const ids = leaseIds(db);
    const teller = { ids, clock };
    const copies = runConsumers({ service: 'notification', db, kafka, consumers: consumersOf(teller) });
    const deps: Deps = { db, ids, clock, copies, cursors: cursorSealer(settings.CONCORD_CURSOR_SECRET) };
    const router = routes(deps);
    const streams = streamsOf(settings.CONCORD_NOTIFICATION_DATABASE_URL, deps, router);
    return {
      name: 'notification',
      routes: router,
      upgrade: streams.upgrade,
      parts: [
        ...[databasePart(db), ids, kafka, copies, fanOuts(db, teller), removals(db, clock.now)],
        ...[forgetting(db, clock.now), ...streams.parts],
      ],
    };
  },
};
