import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';

/** Who may vouch for people here besides their password. */
export const OauthProvider = z.enum(['google', 'github', 'facebook']).meta({ description: 'Another place to log in' });
export type OauthProvider = z.output<typeof OauthProvider>;

/** Why the browser comes back to the application without a session; told as `error` in its address. Permanent. */
export const OauthError = z.enum([
  'access_denied',
  'account_not_active',
  'email_missing',
  'email_unverified',
  'link_required',
  'provider_unavailable',
]);
export type OauthError = z.output<typeof OauthError>;

/** 256 random bits in base64url: what `code_verifier` of RFC 7636 is at its shortest. */
export const Verifier = z
  .string()
  .regex(/^[A-Za-z0-9._~-]{43,128}$/, 'must be 43 to 128 of A–Z, a–z, 0–9, -, ., _ and ~')
  .meta({ description: 'What the `challenge` was made of; kept by the application', examples: ['v'.repeat(43)] });

/** What an application gets in its address and exchanges once. */
export const OauthCode = z
  .string()
  .min(20)
  .max(200)
  .meta({ description: 'The `code` that the browser brought back; good once, for 60 seconds' });

const provider = z
  .string()
  .regex(/^[a-z0-9-]{2,32}$/, 'is not the name of a provider')
  .meta({ description: '`google`, `github` or `facebook`, where it is configured', examples: ['google'] });

/** The only cookie there is: it holds a login together from its beginning to its callback, in one browser. */
const cookie = '__Host-concord-oauth';

export const beginOauth = operation({
  id: 'beginOauth',
  method: 'GET',
  path: '/v1/oauth/{provider}',
  summary: 'Send the browser to a provider to log in there',
  description: [
    'The application navigates here. After the provider the browser comes back to `returnTo` with a `code`, which `POST /v1/sessions` (or, with the intent `link`,',
    '`POST /v1/me/identities`) takes together with what the challenge was made of; or with an `error`: `access_denied`, `account_not_active`, `email_missing`,',
    '`email_unverified`, `provider_unavailable`, or `link_required` with a `code` for `POST /v1/me/identities`. A provider that is not configured answers 404.',
  ].join(' '),
  access: 'anyone',
  cookie,
  params: z.strictObject({ provider }),
  query: z.strictObject({
    returnTo: z.string().max(2_000).meta({ description: 'One of the configured addresses, character by character' }),
    challenge: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/, 'must be a SHA-256 in base64url')
      .meta({ description: 'SHA-256 of the verifier in base64url (S256 of RFC 7636)', examples: ['c'.repeat(43)] }),
    intent: z
      .enum(['login', 'link'])
      .default('login')
      .meta({ description: '`link`: to add this way of logging in to an account' }),
  }),
  replies: { 302: null },
  errors: [errors.notFound],
});

export const finishOauth = operation({
  id: 'finishOauth',
  method: 'GET',
  path: '/v1/oauth/{provider}/callback',
  summary: 'Where a provider sends the browser back to',
  description:
    'Registered with the provider. Nobody calls it otherwise; whatever else a provider adds is not looked at.',
  access: 'anyone',
  cookie,
  params: z.strictObject({ provider }),
  query: z
    .object({
      state: z.string().max(200).optional(),
      code: z.string().max(4_000).optional(),
      error: z.string().max(200).optional(),
    })
    .catchall(z.string().max(4_000)),
  replies: { 302: null },
  errors: [errors.notFound, errors.oauthStateInvalid],
});
