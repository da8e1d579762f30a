import { contract, type Tokens } from '@concord/contracts';
import type { z } from 'zod';
import type { CallOptions, RawInput, RawReply } from './api.ts';
import type { Send } from './transport.ts';

export type TokenSet = z.input<typeof Tokens>;

export interface SessionOptions {
  readonly token?: string | null;
  /** With it the client refreshes by itself, once for all requests that find their access token expired. */
  readonly refreshToken?: string;
  /** Told of every new pair of tokens: keep them, the old refresh token is spent. */
  readonly onTokens?: (tokens: TokenSet) => void;
}

/** Adds the access token to what is sent, and exchanges it when it has expired. A 401 has had no effect, so it is repeated. */
export const withSession = (send: Send, session: SessionOptions): Send => {
  let { token = null, refreshToken } = session;
  let refreshing: Promise<void> | null = null;

  const refresh = async (spent: string) => {
    const { status, body } = await send('auth', contract.auth.refreshSession, { body: { refreshToken: spent } }, {});
    if (status !== 200) return;
    const tokens = body as TokenSet;
    ({ accessToken: token, refreshToken } = tokens);
    session.onTokens?.(tokens);
  };
  const attempt = (
    service: Parameters<Send>[0],
    operation: Parameters<Send>[1],
    input: RawInput,
    options: CallOptions,
  ) => send(service, operation, input, token === null ? options : authorized(options, token));

  return async (service, operation, input, options): Promise<RawReply> => {
    const used = token;
    const reply = await attempt(service, operation, input, options);
    if (reply.status !== 401 || refreshToken === undefined || operation.access === 'internal') return reply;
    if (operation.id === contract.auth.createSession.id || operation.id === contract.auth.refreshSession.id)
      return reply;
    if (token === used) await (refreshing ??= refresh(refreshToken).finally(() => (refreshing = null)));
    return token === used ? reply : attempt(service, operation, input, options);
  };
};

const authorized = (options: CallOptions, token: string): CallOptions => ({
  ...options,
  headers: { authorization: `Bearer ${token}`, ...options.headers },
});
