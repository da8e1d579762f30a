import { createDecipheriv, hkdfSync } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from './outward.ts';

/** A push message as it came to the push service. */
export interface Got {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A push service of a test's own: what it got, and what it answers. */
export interface PushService {
  readonly origin: string;
  got: Got[];
  answer: (path: string) => { readonly status: number; readonly headers?: Record<string, string> };
  stop(): void;
}

export const pushService = async (): Promise<PushService> => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      here.got.push({ path, headers: request.headers, body: Buffer.concat(chunks) });
      const { status, headers = {} } = here.answer(path);
      response.writeHead(status, headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const here: PushService = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got: [],
    answer: () => ({ status: 201 }),
    stop: () => {
      server.close();
    },
  };
  return here;
};

/** As a browser does it: RFC 8291 section 3.4 and RFC 8188 section 2. */
export const readBy = ({ ecdh, publicKey, auth }: Browser, body: Buffer): unknown => {
  const salt = body.subarray(0, 16);
  const length = body.readUInt8(20);
  const theirs = body.subarray(21, 21 + length);
  const derive = (key: Buffer, from: Buffer, info: Buffer, size: number) =>
    Buffer.from(hkdfSync('sha256', key, from, info, size));
  const secret = derive(
    ecdh.computeSecret(theirs),
    auth,
    Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, theirs]),
    32,
  );
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const sealed = body.subarray(21 + length);
  const open = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([open.update(sealed.subarray(0, -16)), open.final()]);
  return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString());
};
