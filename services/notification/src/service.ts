import { peersAt, peopleHeld, postsHeld } from '@concord/community';
import { contract } from '@concord/contracts';
import {
  databasePart,
  foundation,
  logger,
  mailQueue,
  mount,
  openDatabase,
  smtpTransport,
  type Consumer,
  type Part,
  type Service,
  type ServiceRouter,
  type Target,
} from '@concord/platform';
import { config, type Config } from './config.ts';
import { comments, people, posts, relations } from './consumers/removals.ts';
import { endedSessions } from './consumers/revocations.ts';
import { tellers } from './consumers/tell.ts';
import type { Deps } from './deps.ts';
import { unsubscriptions } from './domain/unsubscription.ts';
import * as handlers from './handlers.ts';
import { doubtEnder } from './jobs/end-doubts.ts';
import { fanOuts } from './jobs/fan-out.ts';
import { forgetting } from './jobs/forget.ts';
import { composer, mailCollector } from './jobs/mail.ts';
import { pusher } from './jobs/push.ts';
import { removals } from './jobs/remove.ts';
import { authService, type AuthService } from './peers/auth-service.ts';
import { pushSender, type PushSender } from './push/push-sender.ts';
import { notificationErasure } from './store/erasure.ts';
import type { Outward, Teller } from './store/tell.ts';
import { eventSource } from './stream/event-source.ts';
import { hub } from './stream/hub.ts';
import { turns } from './stream/turns.ts';
import { webSockets } from './stream/websocket.ts';

/** The streams that this service follows: what happened stands behind the copies. */
export const consumersOf = (teller: Teller): Consumer[] => [
  ...[people, relations, posts, comments, endedSessions],
  ...tellers(teller),
  notificationErasure.consumer,
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

const pushTimeoutMs = 10_000;

const pushOf = ({ vapid, CONCORD_PUSH_ALLOW_PRIVATE: allow }: Config): PushSender | null =>
  vapid === null ? null : pushSender(vapid, { timeoutMs: pushTimeoutMs, allowPrivate: allow === 'on' });

const outwardOf = (settings: Config): Outward => ({
  mailAfterMs: settings.CONCORD_SMTP_URL === undefined ? null : settings.CONCORD_MAIL_DELAY_MS,
  push: settings.vapid !== null,
});

/** What tells people outside the app. */
const outwardParts = (settings: Config, deps: Deps & { auth: AuthService }, push: PushSender | null): Part[] => {
  const { CONCORD_SMTP_URL: url, CONCORD_MAIL_FROM: from, CONCORD_PUBLIC_URL: publicUrl } = settings;
  const mails = mailQueue({
    ...{ name: 'notification', db: deps.db, clock: deps.clock },
    transport: url === undefined ? null : smtpTransport({ url, from }),
    compose: composer({ ...deps, publicUrl }),
  });
  if (push === null)
    logger('push').info('push is off: CONCORD_VAPID_PUBLIC_KEY and CONCORD_VAPID_PRIVATE_KEY are not set');
  return [
    mails.part,
    ...(mails.on ? [mailCollector(mails, deps.db, deps.clock.now)] : []),
    ...(push === null ? [] : [pusher({ ...deps, sender: push })]),
  ];
};

/** Who is told of what: as a list, in real time, by e-mail and by Web Push. */
export const target: Target = {
  name: 'notification',
  build: (env): Service => {
    const settings = config(env);
    const outward = outwardOf(settings);
    const { parts, ...base } = foundation({
      name: 'notification',
      databaseUrl: settings.CONCORD_NOTIFICATION_DATABASE_URL,
      brokers: settings.CONCORD_KAFKA_BROKERS,
      cursorSecret: settings.CONCORD_CURSOR_SECRET,
      consumers: (common) => consumersOf({ ...common, outward }),
    });
    const { db, clock } = base;
    const push = pushOf(settings);
    const { user } = peersAt(settings);
    const deps: Deps = { ...base, user, push, unsubscriptions: unsubscriptions(settings.CONCORD_CURSOR_SECRET) };
    const router = routes(deps);
    const streams = streamsOf(settings.CONCORD_NOTIFICATION_DATABASE_URL, deps, router);
    const auth = authService(settings.authUrl, settings.CONCORD_INTERNAL_SECRET);
    const jobs = [
      ...[fanOuts(db, { ...base, outward }), removals(db, clock.now), forgetting(db, clock.now)],
      notificationErasure.worker(db, settings.CONCORD_ERASURE_SETTLE_MS),
      doubtEnder({ db, auth }),
    ];
    const outwardly = outwardParts(settings, { ...deps, auth }, push);
    const all = [...parts, ...jobs, ...outwardly, ...streams.parts];
    return { name: 'notification', routes: router, upgrade: streams.upgrade, parts: all };
  },
};
