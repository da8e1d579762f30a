import type { Socket } from 'node:net';
import { createInternalClient } from '@concord/client';
import { errors } from '@concord/contracts';
import {
  cursorSealer,
  httpServer,
  internalHeader,
  logger,
  openKafka,
  openRateLimiter,
  type Peers,
  type Service,
  type Target,
} from '@concord/platform';
import { gatewayApp } from './app.ts';
import { config } from './config.ts';
import { reactionService } from './reactions/summarizer.ts';
import { openStreams } from './streams/open-streams.ts';
import { upgrade } from './streams/upgrade.ts';
import { followRevocations } from './session/revocations.ts';
import { publishedKeys, tokenVerifier, type Verified } from './session/verify-token.ts';

/** Whether auth itself calls the session active, and its account's tokens of that time good; `unavailable` when it does not answer within a second. */
const askAuth = (baseUrl: string, secret: string) => {
  const auth = createInternalClient({ baseUrl, secret, timeoutMs: 1_000 });
  return async ({ actor, issuedAt }: Pick<Verified, 'actor' | 'issuedAt'>): Promise<boolean> => {
    try {
      const { active, revokedAt } = await auth.readSession({ params: { id: String(actor.sessionId) } });
      return active && (revokedAt === null || issuedAt > new Date(revokedAt));
    } catch (cause) {
      throw errors.unavailable('It cannot be told right now whether this session is still good', { cause });
    }
  };
};

/** The only public port: who calls, how often, and which service answers. */
export const target: Target = {
  name: 'gateway',
  build: (env, peers: Peers): Service => {
    const settings = config(env);
    const secret = settings.CONCORD_INTERNAL_SECRET;
    const kafka = openKafka({ brokers: settings.CONCORD_KAFKA_BROKERS, clientId: 'concord-gateway' });
    const limiter = openRateLimiter(settings.CONCORD_REDIS_URL);
    const revocations = followRevocations(kafka);
    const sessions = {
      revocations,
      askAuth: askAuth(settings.urls.auth, secret),
      maxAgeMs: settings.CONCORD_REVOCATIONS_MAX_AGE_MS,
    };
    const streams = openStreams(sessions);
    const app = gatewayApp({
      log: logger('gateway'),
      limiter,
      seals: cursorSealer(settings.CONCORD_CURSOR_SECRET),
      streams,
      operatorToken: settings.CONCORD_OPERATOR_TOKEN,
      issuer: settings.CONCORD_ISSUER,
      peers,
      urls: settings.urls,
      summarize: reactionService(settings.urls.reaction, secret),
      secret,
      verify: tokenVerifier(publishedKeys(settings.urls.auth, { [internalHeader]: secret }), settings.CONCORD_ISSUER),
      ...sessions,
      trustedProxies: settings.CONCORD_TRUSTED_PROXIES,
    });
    const listening = httpServer(app.callback(), {
      name: 'gateway',
      host: settings.CONCORD_HOST,
      port: settings.CONCORD_PORT,
    });
    const take = upgrade({
      ...{ limiter, streams, secret, url: settings.urls.notification },
      trustedProxies: settings.CONCORD_TRUSTED_PROXIES,
    });
    listening.server.on('upgrade', (request, socket, head) => {
      take(request, socket as Socket, head).catch(() => socket.destroy());
    });
    return { name: 'gateway', parts: [kafka, limiter, revocations, listening, streams] };
  },
};
