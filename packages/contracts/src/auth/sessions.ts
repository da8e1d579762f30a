import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { OauthCode, Verifier } from './oauth.ts';
import { Id, PageOf, Paging, Time } from '../kit/types.ts';

/** RFC 6749 section 5.1 in camelCase. */
export const Tokens = z.strictObject({
  accessToken: z.string().meta({ description: 'A JWT (RFC 9068) for `Authorization: Bearer`' }),
  tokenType: z.literal('Bearer'),
  expiresIn: z.int().meta({ description: 'Seconds until the access token expires' }),
  refreshToken: z.string().meta({ description: 'Opaque, good for one refresh' }),
  sessionId: Id,
  accountId: Id,
});

export const Session = z.strictObject({
  id: Id,
  current: z.boolean(),
  device: z.string().nullable().meta({ description: 'The User-Agent it was opened with' }),
  address: z.string().nullable().meta({ description: 'The address it was last used from' }),
  createdAt: Time,
  lastUsedAt: Time,
  expiresAt: Time,
});

export const createSession = operation({
  id: 'createSession',
  method: 'POST',
  path: '/v1/sessions',
  summary: 'Log in',
  description:
    'With a password, or with the code that a login by another provider brought back (`GET /v1/oauth/{provider}`). After 10 wrong passwords for a login within 15 minutes it is answered 429, whether there is such a login or not, and also with the right password.',
  access: 'anyone',
  guarded: true,
  body: z.union([
    z.strictObject({
      login: z
        .string()
        .min(3)
        .max(254)
        .meta({ description: 'E-mail address or username', examples: ['ada_l'] }),
      password: z.string().min(1).max(128),
    }),
    z.strictObject({ code: OauthCode, verifier: Verifier }),
  ]),
  replies: { 201: Tokens },
  errors: [errors.credentialsWrong, errors.codeInvalid, errors.forbidden, errors.unavailable],
});

export const refreshSession = operation({
  id: 'refreshSession',
  method: 'POST',
  path: '/v1/sessions/refresh',
  summary: 'Exchange a refresh token for new tokens',
  description:
    'A refresh token works once. The one just used answers the same successor for 10 seconds; an older one ends the session.',
  access: 'anyone',
  guarded: true,
  body: z.strictObject({ refreshToken: z.string().min(20).max(200) }),
  replies: { 200: Tokens },
  errors: [errors.refreshInvalid],
});

export const listSessions = operation({
  id: 'listSessions',
  method: 'GET',
  path: '/v1/sessions',
  summary: 'Where am I logged in?',
  access: 'user',
  paged: true,
  query: z.strictObject({ ...Paging }),
  replies: { 200: PageOf(Session) },
  errors: [errors.cursorInvalid],
});

export const deleteSession = operation({
  id: 'deleteSession',
  method: 'DELETE',
  path: '/v1/sessions/{id}',
  summary: 'Log out, here or elsewhere',
  description: 'Access tokens of the session stop working within 5 seconds.',
  access: 'user',
  params: z.strictObject({ id: z.union([z.literal('current'), Id]) }),
  replies: { 204: null },
  errors: [errors.notFound],
});

export const confirmSession = operation({
  id: 'confirmSession',
  method: 'POST',
  path: '/v1/sessions/current/confirmations',
  summary: 'Prove with the password that it is still you',
  description:
    'What cannot be undone takes a session whose owner logged in or confirmed it within the last 5 minutes. An account without a password logs in again.',
  access: 'user',
  guarded: true,
  body: z.strictObject({ password: z.string().min(1).max(128) }),
  replies: { 204: null },
  errors: [errors.credentialsWrong],
});
