import type { Readable } from 'node:stream';
import { errors, headerNames } from '@concord/contracts';
import { cookieIn, identityHeaders, isIdentityHeader, type Context } from '@concord/platform';
import { request, type Dispatcher } from 'undici';
import type { GatewayState } from '../state.ts';

type Routed = Context & { state: GatewayState };

/** Headers that belong to one connection (RFC 9110 section 7.6.1) or that we set ourselves. */
const notForwarded = new Set([
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'authorization',
  'cookie',
  'traceparent',
  'expect',
]);
const answered = [
  'content-type',
  'location',
  'link',
  'retry-after',
  'www-authenticate',
  'allow',
  'cache-control',
  'content-disposition',
  'etag',
  headerNames.version,
  headerNames.wait,
];

/** Of the cookies only the one that the operation's contract names. */
const ownCookie = ({ req, state: { matched } }: Routed): Record<string, string> => {
  const value = matched?.cookie === undefined ? null : cookieIn(req.headers.cookie, matched.cookie);
  return value === null ? {} : { cookie: `${String(matched?.cookie)}=${value}` };
};

const outgoing = (context: Routed, secret: string): Record<string, string> => {
  const kept = Object.entries(context.req.headers).filter(
    (header): header is [string, string] =>
      typeof header[1] === 'string' && !notForwarded.has(header[0]) && !isIdentityHeader(header[0]),
  );
  return {
    ...Object.fromEntries(kept),
    ...ownCookie(context),
    ...identityHeaders(context.state.identity, secret),
    traceparent: context.state.traceparent,
  };
};

/** JSON is read whole, so that a service that dies in the middle is told as a failure; files pass through as they come. */
const bodyOf = async ({ headers, body }: Dispatcher.ResponseData): Promise<Readable | Buffer | null> => {
  const isFile = !/^application\/([\w.-]+\+)?json\b|^$/.test(String(headers['content-type'] ?? ''));
  if (isFile) return body;
  const bytes = Buffer.from(await body.arrayBuffer());
  return bytes.length === 0 ? null : bytes;
};

const hasBody = (method: string) => method === 'POST' || method === 'PUT' || method === 'PATCH';

/** Passes a request on to the service that owns it in another process, with who acts, and its answer back. */
export const forward =
  (baseUrl: string, secret: string, deadlineMs = 30_000) =>
  async (context: Routed): Promise<void> => {
    try {
      const reply = await request(`${baseUrl}${context.url}`, {
        method: context.method as 'GET',
        headers: outgoing(context, secret),
        body: hasBody(context.method) ? context.req : null,
        headersTimeout: deadlineMs,
        bodyTimeout: deadlineMs,
      });
      for (const name of context.state.matched?.cookie === undefined ? answered : [...answered, 'set-cookie']) {
        const value = reply.headers[name];
        if (value !== undefined) context.set(name, value);
      }
      context.body = await bodyOf(reply);
      // After the body: koa makes an empty one a 204.
      context.status = reply.statusCode;
    } catch (cause) {
      throw errors.unavailable('The service that answers this cannot be reached', { cause });
    }
  };
