import { headerNames, type Operation } from '@concord/contracts';
import type { Api, RawReply } from './api.ts';
import { methods, ownerOf } from './methods.ts';
import { withOwnWrites } from './own-writes.ts';
import { withSession, type SessionOptions } from './session.ts';
import { transport, type Fetch, type Send } from './transport.ts';

export interface ClientOptions extends SessionOptions {
  /** The gateway, for instance `http://127.0.0.1:8080`. */
  readonly baseUrl: string;
  readonly operatorToken?: string;
  /** Milliseconds; 10,000 unless given. */
  readonly timeoutMs?: number;
  readonly fetch?: Fetch;
  /** Reads wait, half a second at the most, for what was written through this client in the last 10 seconds; on unless told. */
  readonly readYourWrites?: boolean;
  /** Sees every answer before the caller does; what it throws, the caller gets. */
  readonly onReply?: (operation: Operation, reply: RawReply) => void;
}

/**
 * The public API as typed methods: `api.createPost({ body: { content: 'hello' } })`.
 * Resolves to the body of the answer; rejects with `ApiError` (a failure was answered) or `NoAnswerError` (nothing was).
 */
export const createClient = (options: ClientOptions): Api => {
  const { baseUrl, operatorToken, timeoutMs = 10_000, fetch = globalThis.fetch } = options;
  const headers = operatorToken === undefined ? {} : { [headerNames.operator]: operatorToken };
  const plain = transport({ baseUrl: () => baseUrl, headers, timeoutMs, fetch });
  const session = withSession(observed(plain, options.onReply), options);
  const send = options.readYourWrites === false ? session : withOwnWrites(session);
  return {
    ...methods(send, ({ access, cookie }) => access !== 'internal' && cookie === undefined),
    as: (token) => createClient({ ...anonymous(options), token }),
    raw: (operation, input = {}, call = {}) => send(ownerOf(operation), operation, input, call),
  } as Api;
};

const observed = (send: Send, onReply: ClientOptions['onReply']): Send =>
  onReply === undefined
    ? send
    : async (service, operation, input, options) => {
        const reply = await send(service, operation, input, options);
        onReply(operation, reply);
        return reply;
      };

const anonymous = ({ refreshToken: _, onTokens: __, ...rest }: ClientOptions): ClientOptions => rest;
