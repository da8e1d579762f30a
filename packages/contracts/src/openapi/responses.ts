import { errorsOf } from '../common-errors.ts';
import type { Operation } from '../kit/operation.ts';
import { problemType, type ProblemDocument } from '../kit/problem-document.ts';
import type { ErrorSpec } from '../kit/problem.ts';
import type { Schemas } from './schemas.ts';

const meanings: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Made',
  202: 'Accepted',
  204: 'Done; there is nothing to say',
  302: 'The browser goes on to `Location`',
};

/** Everything an operation may answer, by status. */
export const responsesOf = (operation: Operation, schemas: Schemas): Record<string, unknown> => ({
  ...Object.fromEntries(
    Object.keys(operation.replies).map((status) => [status, success(operation, Number(status), schemas)]),
  ),
  ...(operation.etag === true && operation.method === 'GET' ? { 304: notModified } : {}),
  ...Object.fromEntries(
    [...byStatus(errorsOf(operation))].map(([status, specs]) => [String(status), failure(status, specs)]),
  ),
});

const notModified = {
  description: 'What the caller has, by `If-None-Match`, is still so',
  headers: { ETag: { $ref: '#/components/headers/ETag' } },
};

const success = (operation: Operation, status: number, schemas: Schemas) => {
  const schema = operation.replies[status];
  const headers = {
    ...(status === 302
      ? {
          Location: { $ref: '#/components/headers/Location' },
          'Set-Cookie': { $ref: '#/components/headers/Set-Cookie' },
        }
      : {}),
    ...(status === 201 ? { Location: { $ref: '#/components/headers/Location' } } : {}),
    ...(operation.etag === true && schema !== null ? { ETag: { $ref: '#/components/headers/ETag' } } : {}),
    ...(operation.receipt === true ? { 'Concord-Version': { $ref: '#/components/headers/Concord-Version' } } : {}),
    ...(operation.waits === true ? { 'Concord-Wait': { $ref: '#/components/headers/Concord-Wait' } } : {}),
    ...(operation.paged === true ? { Link: { $ref: '#/components/headers/Link' } } : {}),
  };
  return {
    description: meanings[status] ?? 'Done',
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(schema ? { content: { [operation.file ?? 'application/json']: { schema: schemas.of(schema) } } } : {}),
  };
};

const byStatus = (specs: readonly ErrorSpec[]): Map<number, ErrorSpec[]> =>
  Map.groupBy(
    specs.toSorted((a, b) => a.status - b.status),
    ({ status }) => status,
  );

const failure = (status: number, specs: readonly ErrorSpec[]) => ({
  description: specs.map(({ code, title }) => `\`${code}\`: ${title}`).join('\n\n'),
  ...(status === 401 ? { headers: { 'WWW-Authenticate': { $ref: '#/components/headers/WWW-Authenticate' } } } : {}),
  ...(status === 429 || status === 503 || specs.some(({ code }) => code === 'idempotency_in_flight')
    ? { headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } }
    : {}),
  content: {
    'application/problem+json': {
      schema: { $ref: '#/components/schemas/Problem' },
      examples: Object.fromEntries(specs.map(({ code }) => [code, { $ref: `#/components/examples/${code}` }])),
    },
  },
});

/** A failure as it looks on the wire. */
export const problemExample = ({ code, status, title }: ErrorSpec): ProblemDocument => ({
  type: problemType(code),
  title,
  status,
  instance: '/v1/…',
  code,
  ...(code === 'invalid' ? { errors: [{ pointer: '/body/content', detail: 'must not be blank' }] } : {}),
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
});

export const headers = {
  'Concord-Version': {
    description: 'A receipt for what was written, opaque: give it to a read as `Concord-Wait`',
    schema: { type: 'string' },
  },
  'Concord-Wait': {
    description: 'Whether the read shows the writes it was to wait for; absent where none of them concern it',
    schema: { type: 'string', enum: ['satisfied', 'timeout'] },
  },
  ETag: {
    description: 'Opaque: names this state of the thing, to be given as `If-None-Match` or `If-Match`',
    schema: { type: 'string' },
  },
  Location: {
    description: 'Where the new thing is, or where the browser goes on',
    schema: { type: 'string', format: 'uri-reference' },
  },
  Link: { description: 'The next page: `rel="next"` (RFC 8288); absent at the end', schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds to wait before asking again', schema: { type: 'integer', minimum: 1 } },
  'Set-Cookie': {
    description: 'Holds a login by another provider together; Secure, HttpOnly, for 10 minutes',
    schema: { type: 'string' },
  },
  'WWW-Authenticate': { description: 'How to authenticate (RFC 6750)', schema: { type: 'string' } },
} as const;
