import { request as ask, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
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
/** The service answers a handshake within this time. */
const answersWithinMs = 10_000;
const silentMs = 60_000;
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

const closings = {
  session: closeFrame(streamCloseCodes.sessionEnded, 'the session has ended'),
  restart: closeFrame(1012, 'this server restarts'),
};

/** Asks the notification service to take the connection over; null where it refused, which is answered, or could not be asked. */
const takenOver = (request: IncomingMessage, socket: Duplex, address: string, { url, secret }: UpgradeParts) =>
  new Promise<{ response: IncomingMessage; other: Socket; rest: Buffer } | null>((resolve) => {
    const { search } = new URL(request.url ?? '/', url);
    const onward = ask(`${url}${path}${search}`, { headers: headersOf(request, address, secret) });
    const refuse = (status: string) => {
      refuseUpgrade(socket, status);
      resolve(null);
    };
    socket.once('close', () => onward.destroy());
    onward.setTimeout(answersWithinMs, () => onward.destroy(new Error('no answer')));
    onward.on('error', () => {
      refuse('503 Service Unavailable');
    });
    onward.on('response', (response) => {
      response.resume();
      refuse(`${String(response.statusCode)} ${String(response.statusMessage)}`);
    });
    onward.on('upgrade', (response, other, rest) => {
      other.setTimeout(0);
      resolve({ response, other, rest });
    });
    onward.end();
  });

/**
 * Passes a WebSocket on to the notification service, which knows its ticket, and bytes in both directions from then on. Ends it with 4401
 * when the session that asked for the ticket ends, with 1012 when this gateway stops.
 */
export const upgrade =
  (parts: UpgradeParts) =>
  async (request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> => {
    const { limiter, streams, trustedProxies } = parts;
    socket.on('error', () => socket.destroy());
    const { pathname } = new URL(request.url ?? '/', parts.url);
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
    const taken = await takenOver(request, socket, address, parts);
    if (taken === null) return;
    const { response, other, rest } = taken;
    const actor = holderIn(response.headers);
    if (socket.destroyed || actor === null) {
      other.destroy();
      socket.destroy();
      return;
    }
    socket.write(handshake(response));
    if (rest.length > 0) socket.write(rest);
    if (head.length > 0) other.write(head);
    connect(socket, other);
    const remove = streams.add({
      actor,
      verifiedAt: new Date(Date.now() - ticketMs),
      end: (why) => {
        other.unpipe(socket);
        socket.end(closings[why]);
        other.destroy();
      },
      destroy: () => socket.destroy(),
    });
    socket.once('close', remove);
  };

/** Bytes in both directions; when one side ends, so does the other. The service pings every 20 s: a silent client is gone. */
const connect = (socket: Socket, other: Socket): void => {
  socket.pipe(other).pipe(socket);
  socket.setTimeout(silentMs, () => socket.destroy());
  other.on('error', () => socket.destroy());
  socket.once('close', () => other.destroy());
  other.once('close', () => {
    setTimeout(() => socket.destroy(), 1_000).unref();
  });
};
