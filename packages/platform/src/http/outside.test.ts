import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isPublicAddress, outside } from './outside.ts';

let server: Server;
let port: number;
let calls = 0;
beforeAll(async () => {
  server = createServer((_, response) => {
    calls += 1;
    response.writeHead(429, { 'retry-after': '7' }).end('x'.repeat(200_000));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => void server.close());

test.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '2606:4700:4700::1111', '2a00:1450::1'])(
  '%s is public',
  (address) => expect(isPublicAddress(address)).toBe(true),
);

test.each([
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.9.9.9', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
  ...['192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8'],
  ...[
    '64:ff9b::7f00:1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'localhost',
    '',
  ],
])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));

test.each([
  ...[
    'http://push.example.com/x',
    'https://127.0.0.1/x',
    'https://127.1/x',
    'https://0x7f000001/x',
    'https://2130706433/',
  ],
  ...['https://[::1]/x', 'https://[::ffff:7f00:1]/', 'https://push.example.com:8443/', 'https://u:p@push.example.com/'],
  ...['ftp://push.example.com/', 'file:///etc/passwd', 'push.example.com', ''],
])('%s may not be called', async (url) => {
  const guard = outside({ timeoutMs: 1_000 });
  expect(guard.mayCall(url)).toBe(false);
  await expect(guard.post(url, {}, Buffer.from(''))).rejects.toMatchObject({ code: 'NOT_OUTSIDE' });
  await guard.close();
});

test('a name that resolves to a private address is not connected to', async () => {
  const guard = outside({ timeoutMs: 1_000 });
  expect(guard.mayCall('https://localhost/x')).toBe(true);
  await expect(guard.post('https://localhost/x', {}, Buffer.from(''))).rejects.toMatchObject({ code: 'NOT_OUTSIDE' });
  expect(calls).toBe(0);
  await guard.close();
});

test('where private addresses are allowed, tells the status and when to come back', async () => {
  const guard = outside({ timeoutMs: 5_000, allowPrivate: true });
  const reply = await guard.post(`http://127.0.0.1:${port}/`, { ttl: '1' }, Buffer.from('hello'));
  expect(reply).toEqual({ status: 429, retryAfter: '7' });
  expect(calls).toBe(1);
  await guard.close();
});
