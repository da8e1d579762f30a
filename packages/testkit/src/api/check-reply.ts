import type { RawReply } from '@concord/client';
import {
  errorsOf,
  headerNames,
  parseReceipts,
  ProblemDocument,
  problemType,
  sealedReceiptPattern,
  type Operation,
} from '@concord/contracts';
import { ContractViolation } from './contract-violation.ts';

/** Throws a `ContractViolation` unless the operation's contract allows this very answer, headers included. */
export const checkReply = (operation: Operation, reply: RawReply): void => {
  const { status, body } = reply;
  const reason = wrongIn(operation, reply);
  if (reason !== null) throw new ContractViolation(operation.id, status, reason, body);
};

const wrongIn = (operation: Operation, reply: RawReply): string | null => {
  if (reply.status in operation.replies) return wrongSuccess(operation, reply);
  return reply.status === 304 && operation.etag === true && operation.method === 'GET'
    ? wrongNotModified(reply)
    : wrongFailure(operation, reply);
};

const wrongNotModified = ({ headers, body }: RawReply): string | null => {
  if (body !== undefined) return 'the body must be empty';
  return headers.has('etag') ? null : 'ETag is missing';
};

const wrongSuccess = (operation: Operation, reply: RawReply): string | null =>
  wrongReceipt(operation, reply) ?? wrongBody(operation, reply) ?? wrongHeaders(operation, reply);

const wrongReceipt = ({ receipt }: Operation, { headers }: RawReply): string | null => {
  const given = headers.get(headerNames.version);
  return given === null || (receipt === true && isReceipts(given)) ? null : `${given} is no receipt`;
};

/** As a service gives them, or as the gateway does. */
const isReceipts = (given: string): boolean =>
  parseReceipts(given) !== null || given.split(', ').every((one) => sealedReceiptPattern.test(one));

const wrongBody = (operation: Operation, { status, headers, body }: RawReply): string | null => {
  const schema = operation.replies[status];
  if (schema === null || schema === undefined) return body === undefined ? null : 'the body must be empty';
  if (operation.file !== undefined)
    return mediaType(headers) === operation.file ? null : `the body is no ${operation.file}`;
  if (mediaType(headers) !== 'application/json') return `the body is ${mediaType(headers)}, not JSON`;
  return schema.safeParse(body).error?.message ?? null;
};

const wrongHeaders = (operation: Operation, { status, headers, body }: RawReply): string | null => {
  const isTagged = operation.etag === true && body !== undefined;
  if (isTagged && !/^"[!#-~]+"$/.test(headers.get('etag') ?? '')) return 'ETag is missing';
  if (status === 201 && !headers.has('location')) return 'Location is missing';
  const more = operation.paged === true && (body as { nextCursor: string | null }).nextCursor !== null;
  return more && !/rel="next"/.test(headers.get('link') ?? '') ? 'Link: rel="next" is missing' : null;
};

const wrongFailure = (operation: Operation, { status, headers, body }: RawReply): string | null => {
  if (mediaType(headers) !== 'application/problem+json') return `the body is ${mediaType(headers)}, not a problem`;
  const parsed = ProblemDocument.safeParse(body);
  if (!parsed.success) return parsed.error.message;
  const { code, type, title } = parsed.data;
  const spec = errorsOf(operation).find((listed) => listed.code === code);
  if (spec === undefined) return `the contract does not list the error ${code}`;
  if (spec.status !== status || parsed.data.status !== status) return `${code} has the status ${String(spec.status)}`;
  if (spec.title !== title || type !== problemType(code)) return `${code} is not told as the catalogue tells it`;
  return missingHeader(status, headers);
};

const missingHeader = (status: number, headers: Headers): string | null => {
  if (status === 401 && !headers.has('www-authenticate')) return 'WWW-Authenticate is missing';
  if ((status === 429 || status === 503) && !headers.has('retry-after')) return 'Retry-After is missing';
  return null;
};

const mediaType = (headers: Headers): string => (headers.get('content-type') ?? 'nothing').split(';', 1)[0] ?? '';
