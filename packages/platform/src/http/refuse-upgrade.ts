import type { Duplex } from 'node:stream';

/** Answers a request for another protocol with a status such as `401 Unauthorized`, and lets the connection go. */
export const refuseUpgrade = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => {
    socket.destroy();
  });
};
