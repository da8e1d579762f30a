import type { Operation } from '../kit/operation.ts';

/** The headers that some operations take. */
export const parameters = {
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Names this attempt, for instance a UUID: the same request sent again with the same key within 24 hours has no second effect and gets the first answer again.',
    schema: { type: 'string', pattern: '^[!-~]{1,255}$' },
    example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
  },
  'If-None-Match': {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The `ETag` of what the caller has: 304 without a body when that is still so',
    schema: { type: 'string' },
    example: '"3"',
  },
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    required: false,
    description:
      'The `ETag` of what the caller means to change: 412 `precondition_failed` when it has been changed since',
    schema: { type: 'string' },
    example: '"3"',
  },
  'Concord-Wait': {
    name: 'Concord-Wait',
    in: 'header',
    required: false,
    description:
      'Values of `Concord-Version`, at most five: the read waits for these writes, half a second at the most, and answers then in any case',
    schema: { type: 'string' },
    example: 'bm9uY2Ugb2YgMTIgYnl0ZXMsIHRhZyBvZiAxNiBhbmQgdGhlIHNlYWxlZCByZWNlaXB0',
  },
} as const;

/** The headers that this operation takes, by reference. */
export const headersTaken = (operation: Operation): readonly { readonly $ref: string }[] =>
  namesTaken(operation).map((name) => ({ $ref: `#/components/parameters/${name}` }));

const namesTaken = ({ method, keyed, etag, waits }: Operation): (keyof typeof parameters)[] => [
  ...(keyed === true ? (['Idempotency-Key'] as const) : []),
  ...(etag === true && method === 'GET' ? (['If-None-Match'] as const) : []),
  ...(etag === true && method !== 'GET' && method !== 'POST' ? (['If-Match'] as const) : []),
  ...(waits === true ? (['Concord-Wait'] as const) : []),
];
