import { errors, headerNames } from '@concord/contracts';
import { identityHeaders, isIdentityHeader, type Context } from '@concord/platform';
import { request } from 'undici';

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
  'etag',
  headerNames.version,
  headerNames.wait,
];

const outgoing = (context: Context, secret: string): Record<string, string> => {
  const kept = Object.entries(context.req.headers).filter(
    (header): header is [string, string] =>
      typeof header[1] === 'string' && !notForwarded.has(header[0]) && !isIdentityHeader(header[0]),
  );
  return {
    ...Object.fromEntries(kept),
    ...identityHeaders(context.state.identity, secret),
    traceparent: context.state.traceparent,
  };
};

const hasBody = (method: string) => method === 'POST' || method === 'PUT' || method === 'PATCH';

/** Passes a request on to the service that owns it in another process, with who acts, and its answer back. */
export const forward =
  (baseUrl: string, secret: string, deadlineMs = 30_000) =>
  async (context: Context): Promise<void> => {
    try {
      const reply = await request(`${baseUrl}${context.url}`, {
        method: context.method as 'GET',
        headers: outgoing(context, secret),
        body: hasBody(context.method) ? context.req : null,
        headersTimeout: deadlineMs,
        bodyTimeout: deadlineMs,
      });
      context.status = reply.statusCode;
      for (const name of answered) {
        const value = reply.headers[name];
        if (value !== undefined) context.set(name, value);
      }
      const body = Buffer.from(await reply.body.arrayBuffer());
      context.body = body.length === 0 ? null : body;
    } catch (cause) {
      throw errors.unavailable('The service that answers this cannot be reached', { cause });
    }
  };
