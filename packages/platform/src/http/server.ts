import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { once } from 'node:events';
import type { Part } from '../lifecycle/part.ts';

export interface Listening {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** Connections on which nothing was asked yet: Node does not count them as idle, and would wait for their first request. */
const unusedConnections = (server: Server): ReadonlySet<Socket> => {
  const unused = new Set<Socket>();
  const use = ({ socket }: IncomingMessage) => unused.delete(socket);
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', use).on('upgrade', use);
  return unused;
};

/** An HTTP server as a part: refuses new connections when stopped, lets the requests under way finish (at most 10 s). */
export const httpServer = (listener: RequestListener, { name, host, port }: Listening): Part & { server: Server } => {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 }, listener);
  const unused = unusedConnections(server);
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
      const limit = setTimeout(() => server.closeAllConnections(), 10_000);
      await closed;
      clearTimeout(limit);
    },
  };
};
