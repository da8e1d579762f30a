import { once } from 'node:events';
import { errors } from '@concord/contracts';
import { logger, type Context, type Part, type ServiceRouter } from '@concord/platform';
import { follow, type StreamDeps } from './follow.ts';
import type { Hub } from './hub.ts';

/** Keeps proxies from closing a stream on which nothing happens. */
const beatEveryMs = 20_000;
/** What is not taken for this long ends the stream. */
const takenWithinMs = 30_000;

const log = logger('stream');

const positionIn = (context: Context): number | null => {
  const text = context.get('last-event-id');
  if (text === '') return null;
  if (!/^[0-9]{1,15}$/.test(text)) throw errors.invalid('Last-Event-ID must be the id of an event of this stream');
  return Number(text);
};

/** Server-Sent Events at `/v1/stream/events`: the frames of the WebSocket, each with its position as id (WHATWG HTML, 9.2). */
export const eventSource = (router: ServiceRouter, deps: StreamDeps, hub: Hub): Part => {
  const open = new Set<() => void>();
  let stopping = false;

  const serve = async ({ res }: Context, userId: number, resumeAfter: number | null): Promise<void> => {
    // Not end(): that waits for a client that may never read.
    const end = () => res.destroy();
    res.on('error', end);
    const gone = new Promise<void>((resolve) => res.once('close', resolve));
    open.add(end);
    const write = async (text: string) => {
      if (!res.write(text)) await once(res, 'drain', { signal: AbortSignal.timeout(takenWithinMs) });
    };
    res.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    const beat = setInterval(() => res.write(': \n\n'), beatEveryMs);
    void gone.then(() => {
      clearInterval(beat);
      open.delete(end);
    });
    const send = (seq: number, frame: string) => write(`id: ${seq}\ndata: ${frame}\n\n`);
    const follower = await follow(deps, userId, resumeAfter, { send, end });
    if (res.closed) return;
    hub.add(follower);
    void gone.then(() => {
      hub.remove(follower);
    });
  };

  router.get('/v1/stream/events', (context) => {
    const { actor } = context.state.identity;
    if (actor === null) throw errors.unauthenticated();
    const resumeAfter = positionIn(context);
    if (stopping) throw errors.unavailable();
    context.respond = false;
    serve(context, actor.id, resumeAfter).catch((error: unknown) => {
      log.debug({ err: error }, 'a stream could not be opened');
      context.res.destroy();
    });
  });
  return {
    name: 'event streams',
    start: () => Promise.resolve(),
    stop: () => {
      stopping = true;
      for (const end of open) end();
      return Promise.resolve();
    },
  };
};
