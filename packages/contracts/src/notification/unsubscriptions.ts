import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { NotificationType } from './notifications.ts';

const params = z.strictObject({
  token: z
    .string()
    .regex(/^[A-Za-z0-9_-]{20,100}$/, 'is not a token')
    .meta({ description: 'As it stands in a mail' }),
});

/** Reading must not unsubscribe: programs that check links open them. */
export const getUnsubscription = operation({
  id: 'getUnsubscription',
  method: 'GET',
  path: '/v1/unsubscriptions/{token}',
  summary: 'What unsubscribing with the token of a mail would end',
  access: 'anyone',
  params,
  replies: {
    200: z.strictObject({
      type: NotificationType.nullable().meta({ description: 'Null: all e-mail' }),
      subscribed: z.boolean().meta({ description: 'Whether there is anything to end' }),
    }),
  },
  errors: [errors.notFound],
});

export const unsubscribe = operation({
  id: 'unsubscribe',
  method: 'POST',
  path: '/v1/unsubscriptions/{token}',
  summary: 'Be sent no more e-mail, with the token of a mail',
  description:
    'Needs no account. What mail programs call for one click (RFC 8058); whatever body they send is not read.',
  access: 'anyone',
  guarded: true,
  params,
  replies: { 204: null },
  errors: [errors.notFound],
});
