import { z, type ZodType } from 'zod';
import { formatReceipts, headerNames, type Operation, type Receipt } from '@concord/contracts';
import { tagOfBody, tagOfRevision } from './entity-tags.ts';

type Headers = Readonly<Record<string, string>>;

/** An answer as the contract encodes it: what is kept under an `Idempotency-Key`, and sent as it is. */
export class SentReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;

  constructor(status: number, headers: Headers, body: unknown) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  static parse(text: string): SentReply {
    const { status, headers, body = null } = JSON.parse(text) as SentReply;
    return new SentReply(status, headers, body);
  }
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Headers | undefined;
  readonly revision?: number | undefined;
  readonly changed?: readonly Receipt[] | undefined;
}

const tagOf = (revision: number | undefined, body: unknown) =>
  revision === undefined ? tagOfBody(body) : tagOfRevision(revision);

const receiptsOf = ({ id, receipt }: Operation, changed: readonly Receipt[]): Headers => {
  if (changed.length === 0) return {};
  if (receipt !== true) throw new Error(`${id} answered a receipt, which its contract does not know`);
  return { [headerNames.version]: formatReceipts(changed) };
};

/** A handler's reply as it is sent; a status that the contract does not know, or a body that it does not describe, is a fault of ours. */
export const encodeReply = (operation: Operation, reply: Answer): SentReply => {
  const { status, body, revision } = reply;
  const schema: ZodType | null | undefined = operation.replies[status];
  if (schema === undefined) throw new Error(`${operation.id} answered ${status}, which its contract does not know`);
  const headers = { ...reply.headers, ...receiptsOf(operation, reply.changed ?? []) };
  if (schema === null) return new SentReply(status, headers, null);
  const encoded = z.encode(schema, body);
  const tagged = operation.etag === true ? { etag: tagOf(revision, encoded) } : {};
  return new SentReply(status, { ...headers, ...tagged }, encoded);
};
