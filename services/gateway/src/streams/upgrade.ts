import { request as ask, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { streamCloseCodes } from '@concord/contracts';
import { holderIn, identityHeaders, isIdentityHeader, refuseUpgrade, type RateLimiter } from '@concord/platform';
import { addressKey, clientAddress } from '../limits/address.ts';
import { policies } from '../limits/table.ts';
import type { OpenStreams } from './open-streams.ts';

export interface UpgradeParts {
  readonly limiter: RateLimiter;
  readonly streams: OpenStreams;
  /** Where the notification service answers. */
  readonly url: string;
  readonly secret: string;
  readonly trustedProxies: number;
}

/** The one path at which another protocol is spoken. */
const path = '/v1/stream';
/** A ticket is not older than this when it is used: the session was good then. */
const ticketMs = 30_000;
/** What of a handshake concerns the other side (RFC 6455 section 4.1). */
const passed = /^(sec-websocket-(key|version|protocol|extensions)|user-agent|traceparent)$/;

/** An unmasked close frame (RFC 6455 section 5.5.1). */
const closeFrame = (code: number, reason: string): Buffer => {
  const text = Buffer.from(reason);
  return Buffer.concat([Buffer.from([0x88, 2 + text.length, code >> 8, code & 0xff]), text]);
};

const headersOf = (request: IncomingMessage, address: string, secret: string) => ({
  ...Object.fromEntries(Object.entries(request.headers).filter(([name]) => passed.test(name))),
  ...identityHeaders({ actor: null, address, internal: false }, secret),
  connection: 'Upgrade',
  upgrade: 'websocket',
});

const handshake = (response: IncomingMessage): string => {
  const lines = Object.entries(response.headers)
    .filter(([name]) => !isIdentityHeader(name))
    .map(([name, value]) => `${name}: ${String(value)}`);
  return ['HTTP/1.1 101 Switching Protocols', ...lines, '', ''].join('\r\n');
};

/**
 * Passes a WebSocket on to the notification service, which knows its ticket, and bytes in both directions from then on. Ends it with 4401
 * when the session that asked for the ticket ends.
 */
export const upgrade =
  ({ limiter, streams, url, secret, trustedProxies }: UpgradeParts) =>
  async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    socket.on('error', () => socket.destroy());
    const { pathname } = new URL(request.url ?? '/', url);
    if (pathname !== path) {
      refuseUpgrade(socket, '404 Not Found');
      return;
    }
    const forwardedFor = String(request.headers['x-forwarded-for'] ?? '');
    const address = clientAddress(request.socket.remoteAddress ?? '', forwardedFor, trustedProxies);
    const { admitted } = await limiter.consume(policies.anonymous, addressKey(address));
    if (!admitted) {
      refuseUpgrade(socket, '429 Too Many Requests');
      return;
    }
    const onward = ask(`${url}${request.url ?? '/'}`, { headers: headersOf(request, address, secret) });
    onward.on('error', () => refuseUpgrade(socket, '503 Service Unavailable'));
    onward.on('response', ({ statusCode, statusMessage }) => {
      refuseUpgrade(socket, `${String(statusCode)} ${String(statusMessage)}`);
    });
    onward.on('upgrade', (response, other, rest) => {
      socket.write(handshake(response));
      if (rest.length > 0) socket.write(rest);
      if (head.length > 0) other.write(head);
      socket.pipe(other).pipe(socket);
      other.on('error', () => socket.destroy());
      socket.on('close', () => other.destroy());
      const actor = holderIn(response.headers);
      if (actor === null) return;
      const remove = streams.add({
        actor,
        verifiedAt: new Date(Date.now() - ticketMs),
        end: () => {
          other.unpipe(socket);
          socket.end(closeFrame(streamCloseCodes.sessionEnded, 'the session has ended'));
          other.destroy();
        },
      });
      socket.on('close', remove);
    });
    onward.end();
  };
