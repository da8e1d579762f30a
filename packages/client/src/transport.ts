import type { Operation, ServiceName } from '@concord/contracts';
import { NoAnswerError } from './api-error.ts';
import type { CallOptions, RawInput, RawReply } from './api.ts';
import { addressOf, bodyOf } from './request.ts';
import { headersOf } from './sent-headers.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Sends one request and gives the answer back whatever its status; rejects with `NoAnswerError` only. */
export type Send = (
  service: ServiceName,
  operation: Operation,
  input: RawInput,
  options: CallOptions,
) => Promise<RawReply>;

export interface TransportOptions {
  readonly baseUrl: (service: ServiceName) => string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly fetch: Fetch;
}

export const transport =
  ({ baseUrl, headers, timeoutMs, fetch }: TransportOptions): Send =>
  async (service, operation, input, options) => {
    const url = addressOf(baseUrl(service), operation, input);
    const body = bodyOf(input);
    const deadline = AbortSignal.timeout(options.timeoutMs ?? timeoutMs);
    try {
      const response = await fetch(url, {
        method: operation.method,
        headers: {
          accept: [operation.file ?? 'application/json', 'application/problem+json'].join(', '),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
          ...headersOf(options),
        },
        ...(body === undefined ? {} : { body }),
        redirect: 'error',
        signal: options.signal === undefined ? deadline : AbortSignal.any([options.signal, deadline]),
      });
      return { status: response.status, headers: response.headers, body: await bodyIn(response, operation) };
    } catch (error) {
      options.signal?.throwIfAborted();
      throw new NoAnswerError(operation.id, url, error, options.idempotencyKey ?? null);
    }
  };

/** The bytes of a file that was answered, else what is said. */
const bodyIn = async (response: Response, { file }: Operation): Promise<unknown> =>
  file !== undefined && response.headers.get('content-type') === file
    ? response.arrayBuffer()
    : parsed(response, await response.text());

const parsed = (response: Response, text: string): unknown => {
  if (text === '') return undefined;
  if (!/^application\/([\w.-]+\+)?json\b/.test(response.headers.get('content-type') ?? '')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};
