import { createClient, type Api } from '@concord/client';
import { identityHeaders, type Actor } from '@concord/platform';
import { checkReply } from './check-reply.ts';

/** Where a service alone answers, and the secret that it believes identities by. */
export interface Place {
  readonly baseUrl: string;
  readonly secret: string;
}

/** What the gateway tells a service of who calls. */
export const callerHeaders = (actor: Actor | null, secret: string): Record<string, string> =>
  identityHeaders({ actor, address: '192.0.2.7', internal: false }, secret);

/** The API as the gateway calls it for somebody, or for nobody; every answer is checked against its contract. */
export const callerOf = ({ baseUrl, secret }: Place, actor: Actor | null): Api =>
  createClient({
    baseUrl,
    timeoutMs: 30_000,
    onReply: checkReply,
    fetch: (url, init) =>
      fetch(url, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), ...callerHeaders(actor, secret) },
      }),
  });
