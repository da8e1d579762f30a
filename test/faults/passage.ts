import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that a test can make go quiet: connections stay, nothing comes through, and nobody is told. */
export interface Passage {
  readonly port: number;
  /** Nothing passes any more on the connections there are; new ones work. */
  freeze(): void;
  /** Breaks the connections there are and those that are tried, until `open`. */
  block(): void;
  open(): void;
  close(): Promise<void>;
}

export const passageTo = async (host: string, port: number): Promise<Passage> => {
  const sockets = new Set<Socket>();
  let blocked = false;
  const track = (socket: Socket, other: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  };
  const server = createServer((inward) => {
    if (blocked) return void inward.destroy();
    const outward = connect(port, host);
    track(inward, outward);
    track(outward, inward);
    inward.pipe(outward).pipe(inward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    freeze: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    block: () => {
      blocked = true;
      breakAll();
    },
    open: () => {
      blocked = false;
    },
    close: async () => {
      breakAll();
      server.close();
      await once(server, 'close');
    },
  };
};
