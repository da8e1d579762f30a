import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id } from '../kit/types.ts';
import { AccountStatus, Username } from '../vocabulary.ts';

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
      username: Username,
      displayName: z.string(),
      status: AccountStatus,
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
  replies: { 200: z.strictObject({ id: Id, userId: Id, active: z.boolean() }) },
  errors: [errors.notFound],
});
