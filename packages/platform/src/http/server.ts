import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { once } from 'node:events';
import type { Part } from '../lifecycle/part.ts';

export interface Listening {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/**
 * Connections as Node does not tell them: all, also those that speak another protocol now; and those on which nothing was asked yet, which
 * Node does not count as idle, so that it would wait for their first request.
 */
const connections = (server: Server): { readonly all: ReadonlySet<Socket>; readonly unused: ReadonlySet<Socket> } => {
  const [all, unused] = [new Set<Socket>(), new Set<Socket>()];
  const use = ({ socket }: IncomingMessage) => unused.delete(socket);
  server.on('connection', (socket) => {
    all.add(socket);
    unused.add(socket);
    socket.once('close', () => {
      all.delete(socket);
      unused.delete(socket);
    });
  });
  server.on('request', use).on('upgrade', use);
  return { all, unused };
};

/** Only WebSockets are spoken besides HTTP; whoever offers something else (as HTTP/2) is answered as if they had not (RFC 9110 section 7.8). */
const shouldUpgradeCallback = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket';

/** An HTTP server as a part: refuses new connections when stopped, lets the requests under way finish (at most 10 s). */
export const httpServer = (listener: RequestListener, { name, host, port }: Listening): Part & { server: Server } => {
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000, shouldUpgradeCallback },
    listener,
  );
  const { all, unused } = connections(server);
  return {
    name,
    server,
    start: async () => {
      server.listen(port, host);
      await once(server, 'listening');
    },
    stop: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      for (const socket of unused) socket.destroy();
      const limit = setTimeout(() => {
        for (const socket of all) socket.destroy();
      }, 10_000);
      await closed;
      clearTimeout(limit);
    },
  };
};
