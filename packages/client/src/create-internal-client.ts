import { headerNames, type ServiceName } from '@concord/contracts';
import type { InternalApi } from './api.ts';
import { methods } from './methods.ts';
import { transport, type Fetch } from './transport.ts';

export interface InternalClientOptions {
  /** Where services answer each other: one address for all, or one per service. */
  readonly baseUrl: string | ((service: ServiceName) => string);
  readonly secret: string;
  /** Milliseconds; 1,000 unless given: a service that waits for another has a caller who waits for it. */
  readonly timeoutMs?: number;
  readonly fetch?: Fetch;
}

/** The operations that services offer each other, as typed methods. Same errors as `createClient`. */
export const createInternalClient = (options: InternalClientOptions): InternalApi => {
  const { baseUrl, secret, timeoutMs = 1_000, fetch = globalThis.fetch } = options;
  const send = transport({
    baseUrl: typeof baseUrl === 'string' ? () => baseUrl : baseUrl,
    headers: { [headerNames.internal]: secret },
    timeoutMs,
    fetch,
  });
  return methods(send, ({ access }) => access === 'internal') as unknown as InternalApi;
};
