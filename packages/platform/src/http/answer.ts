import type { Operation } from '@concord/contracts';
import { encodeReply, SentReply } from './sent-reply.ts';
import { isKnown } from './entity-tags.ts';
import type { Context } from './state.ts';

const nextLink = (context: Context, body: unknown): void => {
  const cursor = (body as { nextCursor?: string | null } | null)?.nextCursor;
  if (!cursor) return;
  const query = new URLSearchParams(context.querystring);
  query.set('cursor', cursor);
  context.set('Link', `<${context.path}?${query.toString()}>; rel="next"`);
};

const ifNoneMatch = (context: Context) => context.req.headers['if-none-match'];

/** Sends what an operation answered, encoded by its contract, or what it answered before as it is; 304 in place of what the reader has already. */
export const answer = (
  operation: Operation,
  context: Context,
  reply: Parameters<typeof encodeReply>[1] | SentReply,
): void => {
  const { status, headers, body } = reply instanceof SentReply ? reply : encodeReply(operation, reply);
  context.set(headers);
  if (operation.method === 'GET' && headers['etag'] !== undefined && isKnown(ifNoneMatch(context), headers['etag'])) {
    context.status = 304;
    context.body = null;
    return;
  }
  context.body = body;
  // After the body: koa makes an empty one a 204.
  context.status = status;
  if (operation.paged) nextLink(context, body);
};
