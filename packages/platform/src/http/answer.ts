import type { Operation } from '@concord/contracts';
import { encodeReply, SentReply } from '../idempotency/sent-reply.ts';
import type { Context } from './state.ts';

const nextLink = (context: Context, body: unknown): void => {
  const cursor = (body as { nextCursor?: string | null } | null)?.nextCursor;
  if (!cursor) return;
  const query = new URLSearchParams(context.querystring);
  query.set('cursor', cursor);
  context.set('Link', `<${context.path}?${query.toString()}>; rel="next"`);
};

/** Sends what an operation answered, encoded by its contract, or what it answered before as it is. */
export const answer = (
  operation: Operation,
  context: Context,
  reply: Parameters<typeof encodeReply>[1] | SentReply,
): void => {
  const { status, headers, body } = reply instanceof SentReply ? reply : encodeReply(operation, reply);
  context.status = status;
  context.set(headers);
  context.body = body;
  if (operation.paged) nextLink(context, body);
};
