import Koa from 'koa';
import {
  observed,
  problemExit,
  type Context,
  type Cursors,
  type Logger,
  type Next,
  type Peers,
  type RateLimiter,
} from '@concord/platform';
import type { ServiceName } from '@concord/contracts';
import { docs } from './docs/reference.ts';
import { limited } from './limits/limit.ts';
import { withReactions } from './reactions/compose.ts';
import type { Summarize } from './reactions/summarizer.ts';
import { sealedReceipts } from './receipts/sealed.ts';
import { matching, onlyContract } from './routes/match.ts';
import { toServices } from './routes/services.ts';
import { session, type SessionParts } from './session/session.ts';
import type { GatewayState } from './state.ts';
import { eventStream } from './streams/event-stream.ts';
import type { OpenStreams } from './streams/open-streams.ts';

/** Answers are data for one caller: nobody stores them, nobody guesses their type. */
const guarded = async (context: Context, next: Next): Promise<void> => {
  context.set({ 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
  await next();
};

export interface AppParts extends SessionParts {
  readonly log: Logger;
  readonly limiter: RateLimiter;
  readonly seals: Cursors;
  readonly streams: OpenStreams;
  readonly operatorToken: string;
  readonly issuer: string;
  readonly peers: Peers;
  readonly summarize: Summarize;
  readonly urls: Readonly<Record<ServiceName, string>>;
  readonly secret: string;
}

/** The public app, in the order a request meets it. */
export const gatewayApp = (parts: AppParts): Koa<GatewayState> => {
  const app = new Koa<GatewayState>();
  app.use(observed(parts.log));
  app.use(guarded);
  app.use(problemExit(parts.log));
  app.use(docs(parts.issuer));
  app.use(matching);
  app.use(session(parts));
  app.use(limited(parts.limiter, parts.operatorToken));
  app.use(eventStream(parts.streams, parts.urls.notification, parts.secret));
  app.use(onlyContract);
  app.use(sealedReceipts(parts.seals));
  app.use(withReactions(parts.summarize));
  app.use(toServices(parts.peers, parts.urls, parts.secret));
  return app;
};
