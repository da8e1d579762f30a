import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server that a test can cut: what a client sees when the server dies and comes back. */
export interface Severable {
  readonly port: number;
  /** Breaks all connections and refuses new ones. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  close(): Promise<void>;
}

/** Listens on a port of its own and passes everything on to a server. */
export const severable = async (host: string, serverPort: number): Promise<Severable> => {
  const sockets = new Set<Socket>();
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const join = (inward: Socket) => {
    const outward = connect(serverPort, host);
    for (const socket of [inward, outward]) track(socket);
    inward.pipe(outward).pipe(inward);
    inward.on('close', () => outward.destroy());
    outward.on('close', () => inward.destroy());
  };
  const listen = (port: number) =>
    new Promise<Server>((resolve, reject) => {
      const made = createServer(join);
      made.once('error', reject);
      made.listen(port, '127.0.0.1', () => resolve(made));
    });
  let server: Server | undefined = await listen(0);
  const { port } = server.address() as AddressInfo;
  const cut = async () => {
    const closing = server;
    server = undefined;
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => (closing === undefined ? resolve() : closing.close(() => resolve())));
  };
  return {
    port,
    cut,
    restore: async () => {
      server ??= await listen(port);
    },
    close: cut,
  };
};
