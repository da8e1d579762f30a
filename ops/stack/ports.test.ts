import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { parseListeners, portHolder } from './ports.ts';

test('reads the listening sockets of the kernel’s table and no others', () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:4B00 00000000:0000 0A 00000000:00000000 00:00000000 00000000 65534        0 4411 1 0000 100 0 0 10 0
   1: 0100007F:1F90 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 4412 1 0000 20 4 30 10 -1`;
  expect(parseListeners(table)).toEqual([{ port: 19_200, user: 65_534, inode: '4411' }]);
});

test('names the process that holds a port, and nobody for a free one', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  expect(portHolder(port)).toEqual({ pid: process.pid, user: process.getuid?.() });
  await new Promise((resolve) => server.close(resolve));
  expect(portHolder(port)).toBeUndefined();
});
