import Koa from 'koa';
import { errors } from '@concord/contracts';
import { observed } from '../http/access-log.ts';
import { trustedIdentity } from '../http/identity.ts';
import { problemExit } from '../http/problem-exit.ts';
import type { Context, Next, RequestState } from '../http/state.ts';
import { registry } from '../telemetry/metrics.ts';
import type { Logger } from '../telemetry/log.ts';
import type { Service } from './target.ts';

export interface Health {
  /** Empty when ready. */
  reasons(): readonly string[];
}

const health =
  ({ reasons }: Health) =>
  async (context: Context, next: Next): Promise<void> => {
    if (context.path === '/livez') {
      context.body = { alive: true };
    } else if (context.path === '/readyz') {
      const notReady = reasons();
      context.status = notReady.length === 0 ? 200 : 503;
      context.body = { ready: notReady.length === 0, reasons: notReady };
    } else if (context.path === '/metrics') {
      context.type = registry.contentType;
      context.body = await registry.metrics();
    } else {
      await next();
    }
  };

const onlyTrusted =
  (secret: string) =>
  async (context: Context, next: Next): Promise<void> => {
    const identity = trustedIdentity(context.req.headers, secret, context.req.socket.remoteAddress ?? '');
    if (!identity) throw errors.unauthenticated('This port is for other parts of the deployment');
    context.state.identity = identity;
    await next();
    if (context.status === 404 && !context.body) throw errors.notFound();
  };

/** The app of the internal port: health and metrics for everyone who reaches it, the services' routes with the secret. */
export const internalApp = (
  services: readonly Service[],
  healthOf: Health,
  secret: string,
  log: Logger,
): Koa<RequestState> => {
  const app = new Koa<RequestState>();
  app.use(health(healthOf));
  app.use(observed(log));
  app.use(problemExit(log));
  app.use(onlyTrusted(secret));
  for (const { routes } of services) if (routes) app.use(routes.routes());
  return app;
};
