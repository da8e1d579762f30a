import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { holderHeaders, logger, refuseUpgrade, type Part, type Upgrade } from '@concord/platform';
import { WebSocket, WebSocketServer } from 'ws';
import { useTicket, type Holder } from '../store/tickets.ts';
import { follow, type StreamDeps } from './follow.ts';
import type { Hub } from './hub.ts';

const path = '/v1/stream';
/** A socket that answers no ping for two of these is given up. */
const pingEveryMs = 20_000;
/** Frames that are not taken for this long end the stream: its owner comes back with `resume_after`. */
const takenWithinMs = 30_000;
/** Nothing is expected from clients but the protocol's own frames. */
const longestMessage = 1_024;

const log = logger('stream');

/** Sends one frame and waits until it has left. A client that does not take it is cut off: a close frame would stand behind it. */
const send = (socket: WebSocket, data: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const slow = setTimeout(() => {
      socket.terminate();
    }, takenWithinMs);
    socket.send(data, (error) => {
      clearTimeout(slow);
      if (error) reject(error);
      else resolve();
    });
  });

const positionIn = (url: URL): number | null | undefined => {
  const text = url.searchParams.get('resume_after');
  if (text === null) return null;
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined;
};

/** Says goodbye to all, and cuts off after a second who does not answer. */
const endAll = async (sockets: ReadonlySet<WebSocket>): Promise<void> => {
  for (const socket of sockets) socket.close(1012, 'this server restarts');
  for (let waited = 0; sockets.size > 0 && waited < 1_000; waited += 20) await wait(20);
  for (const socket of sockets) socket.terminate();
};

export interface WebSockets extends Part {
  readonly upgrade: Upgrade;
}

/** WebSockets at `/v1/stream`: opened with a ticket, told what happens, closed with 1012 when this process stops. */
export const webSockets = (deps: StreamDeps, hub: Hub, now: () => Date): WebSockets => {
  let stopping = false;
  const server = new WebSocketServer({ noServer: true, maxPayload: longestMessage, perMessageDeflate: false });
  const alive = new WeakSet<WebSocket>();
  const holders = new WeakMap<IncomingMessage, Holder>();
  // The gateway ends the connection when the session ends, and takes these headers away.
  server.on('headers', (headers, request) => {
    const holder = holders.get(request);
    const told = holder ? holderHeaders({ id: holder.userId, sessionId: holder.sessionId }) : {};
    for (const [name, value] of Object.entries(told)) headers.push(`${name}: ${value}`);
  });
  let pinging: NodeJS.Timeout | undefined;

  const open = async (socket: WebSocket, userId: number, resumeAfter: number | null): Promise<void> => {
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('error', (error) => log.debug({ err: error }, 'socket'));
    const outlet = {
      send: (_: number, frame: string) => send(socket, frame),
      end: () => {
        socket.close(1011, 'come back with resume_after');
      },
    };
    const follower = await follow(deps, userId, resumeAfter, outlet);
    socket.on('close', () => hub.remove(follower));
    if (socket.readyState === WebSocket.OPEN) hub.add(follower);
  };

  const accept = async (request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): Promise<void> => {
    const position = positionIn(url);
    if (position === undefined) {
      refuseUpgrade(socket, '400 Bad Request');
      return;
    }
    const holder = await useTicket(deps.db, url.searchParams.get('ticket') ?? '', now());
    if (stopping) {
      refuseUpgrade(socket, '503 Service Unavailable');
      return;
    }
    if (holder === null) {
      refuseUpgrade(socket, '401 Unauthorized');
      return;
    }
    holders.set(request, holder);
    server.handleUpgrade(request, socket, head, (webSocket) => {
      open(webSocket, holder.userId, position).catch((error: unknown) => {
        log.warn({ err: error }, 'a stream could not be opened');
        webSocket.close(1011, 'come back with resume_after');
      });
    });
  };

  const pingAll = () => {
    for (const socket of server.clients) {
      if (!alive.has(socket)) socket.terminate();
      alive.delete(socket);
      socket.ping();
    }
  };

  return {
    name: 'websockets',
    start: () => {
      pinging = setInterval(pingAll, pingEveryMs).unref();
      return Promise.resolve();
    },
    stop: () => {
      clearInterval(pinging);
      stopping = true;
      return endAll(server.clients);
    },
    upgrade: (request, socket, head) => {
      const url = new URL(request.url ?? '/', 'http://stream');
      if (url.pathname !== path) return false;
      accept(request, socket, head, url).catch((error: unknown) => {
        log.warn({ err: error }, 'a stream could not be opened');
        refuseUpgrade(socket, '503 Service Unavailable');
      });
      return true;
    },
  };
};
