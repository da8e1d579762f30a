import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, Time } from '../kit/types.ts';
import { AccountStatus } from '../vocabulary.ts';

/** For a service whose copy of the account has not arrived yet. */
export const readUser = operation({
  id: 'readUser',
  method: 'GET',
  path: '/internal/users/{id}',
  summary: 'An account as the state stream will tell it',
  access: 'internal',
  params: z.strictObject({ id: Id }),
  replies: {
    200: z.strictObject({
      id: Id,
      username: z.string().meta({ description: 'Empty once the account is deleted' }),
      displayName: z.string(),
      status: AccountStatus,
      roles: z.array(z.string()),
      version: z.int(),
    }),
  },
  errors: [errors.notFound],
});

/** For a verifier whose list of revocations is too old to be trusted. */
export const readSession = operation({
  id: 'readSession',
  method: 'GET',
  path: '/internal/sessions/{id}',
  summary: 'Is this session still good?',
  access: 'internal',
  params: z.strictObject({ id: Id }),
  replies: {
    200: z.strictObject({
      id: Id,
      userId: Id,
      active: z.boolean(),
      revokedAt: Time.nullable().meta({ description: 'Access tokens that are not younger are not good any more' }),
    }),
  },
  errors: [errors.notFound],
});

/** For how many accounts one call asks at the most. */
export const mostAddresses = 200;

/** For who sends mail: addresses leave auth only this way, one by one, when a mail is sent. */
export const readAddresses = operation({
  id: 'readAddresses',
  method: 'POST',
  path: '/internal/addresses',
  summary: 'The e-mail addresses of those accounts that may be mailed',
  access: 'internal',
  body: z.strictObject({ accounts: z.array(Id).max(mostAddresses) }),
  replies: { 200: z.strictObject({ addresses: z.array(z.strictObject({ accountId: Id, email: z.string() })) }) },
  errors: [],
});
