import { once } from 'node:events';
import { errors } from '@concord/contracts';
import type { Context, Db, Part, ServiceRouter } from '@concord/platform';
import { follow } from './follow.ts';
import type { Hub } from './hub.ts';

/** Keeps proxies from closing a stream on which nothing happens. */
const beatEveryMs = 20_000;

const positionIn = (context: Context): number | null => {
  const text = context.get('last-event-id');
  if (text === '') return null;
  if (!/^[0-9]{1,15}$/.test(text)) throw errors.invalid('Last-Event-ID must be the id of an event of this stream');
  return Number(text);
};

/** Server-Sent Events at `/v1/stream/events`: the frames of the WebSocket, each with its position as id (WHATWG HTML, 9.2). */
export const eventSource = (router: ServiceRouter, db: Db, hub: Hub): Part => {
  const open = new Set<() => void>();
  router.get('/v1/stream/events', async (context) => {
    const { actor } = context.state.identity;
    if (actor === null) throw errors.unauthenticated();
    const resumeAfter = positionIn(context);
    const { res } = context;
    context.respond = false;
    res.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    const write = async (text: string) => {
      if (!res.write(text)) await once(res, 'drain', { signal: AbortSignal.timeout(30_000) });
    };
    const end = () => res.end();
    const outlet = { send: (seq: number, frame: string) => write(`id: ${seq}\ndata: ${frame}\n\n`) };
    const beat = setInterval(() => res.write(': \n\n'), beatEveryMs);
    const follower = await follow(db, actor.id, resumeAfter, outlet, end);
    open.add(end);
    res.on('close', () => {
      clearInterval(beat);
      open.delete(end);
      hub.remove(follower);
    });
    hub.add(follower);
  });
  return {
    name: 'event streams',
    start: () => Promise.resolve(),
    stop: () => {
      for (const end of open) end();
      return Promise.resolve();
    },
  };
};
