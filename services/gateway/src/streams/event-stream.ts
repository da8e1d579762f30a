import { request as ask } from 'node:http';
import { errors } from '@concord/contracts';
import { identityHeaders, type Actor, type Context, type Next } from '@concord/platform';
import type { GatewayState } from '../state.ts';
import type { OpenStreams } from './open-streams.ts';

const path = '/v1/stream/events';
/** What is revoked is known here within this time: a session was surely good so long ago. */
const revocationsLateMs = 10_000;
/** The service answers within this time; what comes after the first answer may take as long as it likes. */
const answersWithinMs = 10_000;

/** Passes Server-Sent Events on as they come, until one side ends or the session does. */
export const eventStream =
  (streams: OpenStreams, url: string, secret: string) =>
  async (context: Context & { state: GatewayState }, next: Next): Promise<void> => {
    if (context.path !== path) return next() as Promise<void>;
    if (context.method !== 'GET') throw errors.methodNotAllowed(undefined, { headers: { Allow: 'GET' } });
    const { actor } = context.state.identity;
    if (actor === null) throw errors.unauthenticated();
    context.state.operation = 'eventStream';
    await passOn(context, actor, { streams, url, secret });
  };

interface Parts {
  readonly streams: OpenStreams;
  readonly url: string;
  readonly secret: string;
}

const passOn = (context: Context, actor: Actor, { streams, url, secret }: Parts): Promise<void> =>
  new Promise((resolve, reject) => {
    const { res } = context;
    const lastId = context.get('last-event-id');
    const headers = {
      ...identityHeaders(context.state.identity, secret),
      ...(lastId && { 'last-event-id': lastId }),
      traceparent: context.state.traceparent,
    };
    const onward = ask(`${url}${path}`, { headers }, (answer) => {
      onward.setTimeout(0);
      if (answer.statusCode !== 200) {
        answer.resume();
        onward.destroy();
        reject(
          answer.statusCode === 400 ? errors.invalid('Last-Event-ID is not of this stream') : errors.unavailable(),
        );
        return;
      }
      context.respond = false;
      res.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
      answer.pipe(res);
      answer.once('close', () => res.destroy());
      const remove = streams.add({
        actor,
        verifiedAt: new Date(Date.now() - revocationsLateMs),
        end: () => res.end(),
        destroy: () => res.destroy(),
      });
      res.once('close', remove);
      if (res.closed) remove();
      resolve();
    });
    onward.setTimeout(answersWithinMs, () => onward.destroy(new Error('no answer')));
    onward.on('error', (cause) => {
      reject(errors.unavailable('The stream cannot be reached', { cause }));
    });
    res.on('error', () => res.destroy());
    res.once('close', () => onward.destroy());
    onward.end();
  });
