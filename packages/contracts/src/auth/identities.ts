import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, Time } from '../kit/types.ts';
import { OauthCode, OauthProvider, Verifier } from './oauth.ts';

/** How many ways to log in besides the password an account has at the most. */
export const mostIdentities = 10;

export const Identity = z.strictObject({
  id: Id,
  provider: OauthProvider,
  email: z
    .string()
    .nullable()
    .meta({ description: 'The address that the provider told last; not that of the account' }),
  createdAt: Time,
  lastUsedAt: Time,
});

export const listIdentities = operation({
  id: 'listIdentities',
  method: 'GET',
  path: '/v1/me/identities',
  summary: 'With which providers can I log in?',
  access: 'user',
  replies: { 200: z.strictObject({ items: z.array(Identity), hasPassword: z.boolean() }) },
  errors: [],
});

export const linkIdentity = operation({
  id: 'linkIdentity',
  method: 'POST',
  path: '/v1/me/identities',
  summary: 'Add a provider to log in with',
  description:
    'Takes the code of a callback with the intent `link`, or of one that came back with `link_required`, and a session whose owner logged in or confirmed it within the last 5 minutes.',
  access: 'user',
  body: z.strictObject({ code: OauthCode, verifier: Verifier }),
  replies: { 200: Identity },
  errors: [errors.authenticationOld, errors.codeInvalid, errors.identityTaken, errors.impossible],
});

export const unlinkIdentity = operation({
  id: 'unlinkIdentity',
  method: 'DELETE',
  path: '/v1/me/identities/{id}',
  summary: 'Log in with that provider no more',
  description: 'Takes a session whose owner logged in or confirmed it within the last 5 minutes.',
  access: 'user',
  params: z.strictObject({ id: Id }),
  replies: { 204: null },
  errors: [errors.authenticationOld, errors.lastCredential, errors.notFound],
});
