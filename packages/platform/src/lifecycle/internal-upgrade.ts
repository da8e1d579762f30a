import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { refuseUpgrade } from '../http/refuse-upgrade.ts';
import { trustedIdentity } from '../http/identity.ts';
import type { Service } from './target.ts';

/** Hands upgrades of the internal port to the service that takes them; refuses who does not know the secret. */
export const internalUpgrade =
  (services: readonly Service[], secret: string) =>
  (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const trusted = trustedIdentity(request.headers, secret, request.socket.remoteAddress ?? '');
    if (trusted && services.some(({ upgrade }) => upgrade?.(request, socket, head) === true)) return;
    refuseUpgrade(socket, trusted ? '404 Not Found' : '401 Unauthorized');
  };
