import type { Api, ClientOptions } from '@concord/client';
import type { Stack } from '../stack/stack.ts';

/** Where the public API of a local stack is. */
export const addressOf = ({ settings: { ports } }: Pick<Stack, 'settings'>): string =>
  `http://127.0.0.1:${String(ports.gateway)}`;

/** Somebody's tokens; the client refreshes them by itself. */
type Session = Pick<ClientOptions, 'token' | 'refreshToken'>;

/** The API of a local stack, called with the operator's credential. Loads the client only now: most commands need none. */
export const operatorClient = async (stack: Stack, timeoutMs = 30_000, session: Session = {}): Promise<Api> => {
  const { createClient } = await import('@concord/client');
  return createClient({ baseUrl: addressOf(stack), operatorToken: stack.secrets.operator, timeoutMs, ...session });
};
