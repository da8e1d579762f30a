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
} as const;

/** The headers that this operation takes, by reference. */
export const headersTaken = ({ keyed }: Operation): readonly { readonly $ref: string }[] =>
  [...(keyed === true ? ['Idempotency-Key'] : [])].map((name) => ({ $ref: `#/components/parameters/${name}` }));
