import { request as ask } from 'node:http';
import { errors } from '@concord/contracts';
import { identityHeaders, type Context, type Next } from '@concord/platform';
import type { GatewayState } from '../state.ts';
import type { OpenStreams } from './open-streams.ts';

const path = '/v1/stream/events';

/** Passes Server-Sent Events on as they come, until one side ends or the session does. */
export const eventStream =
  (streams: OpenStreams, url: string, secret: string) =>
  async (context: Context & { state: GatewayState }, next: Next): Promise<void> => {
    if (context.path !== path) return next() as Promise<void>;
    if (context.method !== 'GET') throw errors.methodNotAllowed(undefined, { headers: { Allow: 'GET' } });
    const { actor } = context.state.identity;
    if (actor === null) throw errors.unauthenticated();
    context.state.operation = 'eventStream';
    const { res } = context;
    const lastId = context.get('last-event-id');
    await new Promise<void>((resolve, reject) => {
      const onward = ask(
        `${url}${path}`,
        {
          headers: {
            ...identityHeaders(context.state.identity, secret),
            ...(lastId && { 'last-event-id': lastId }),
            traceparent: context.state.traceparent,
          },
        },
        (answer) => {
          context.respond = false;
          res.writeHead(answer.statusCode ?? 502, {
            'Content-Type': answer.headers['content-type'] ?? 'text/event-stream',
            'X-Accel-Buffering': 'no',
          });
          answer.pipe(res);
          answer.on('error', () => res.destroy());
          resolve();
        },
      );
      onward.on('error', (cause) => {
        reject(errors.unavailable('The stream cannot be reached', { cause }));
      });
      const remove = streams.add({ actor, verifiedAt: new Date(), end: () => res.end() });
      res.on('close', () => {
        remove();
        onward.destroy();
      });
      onward.end();
    });
  };
