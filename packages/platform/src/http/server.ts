import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import type { Part } from '../lifecycle/part.ts';

export interface Listening {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** An HTTP server as a part: refuses new connections when stopped, lets the requests under way finish (at most 10 s). */
export const httpServer = (listener: RequestListener, { name, host, port }: Listening): Part & { server: Server } => {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 }, listener);
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
      const limit = setTimeout(() => server.closeAllConnections(), 10_000);
      await closed;
      clearTimeout(limit);
    },
  };
};
