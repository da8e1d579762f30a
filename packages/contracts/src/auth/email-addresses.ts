import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Email } from './accounts.ts';
import { MailAsked, MailedToken } from './mailed-token.ts';

/** Whoever reads a mail has the address, not for that the account: a click alone would vouch for whoever typed it (arXiv 2205.10174). */
const HeldToken = z.strictObject({
  token: MailedToken,
  password: z.string().min(1).max(128).optional().describe('Of the account; not needed with a session of it'),
});
const holds =
  'Takes a session of the account, or its password in the body: whoever has only the mail may not be who made the account.';

const sameAnswer = 'Answers 202 in the same way and time whether the address is known, unknown or verified already.';

export const requestEmailVerification = operation({
  id: 'requestEmailVerification',
  method: 'POST',
  path: '/v1/email-verifications',
  summary: 'Ask for another mail that verifies an address',
  description: `${sameAnswer} The mail before, if there was one, is worth nothing any more. 404 where this deployment sends no mail.`,
  access: 'anyone',
  guarded: true,
  body: z.strictObject({ email: Email }),
  replies: { 202: MailAsked },
  errors: [errors.notFound],
});

export const confirmEmailVerification = operation({
  id: 'confirmEmailVerification',
  method: 'POST',
  path: '/v1/email-verifications/confirmations',
  summary: 'Verify an address with the token of a mail',
  description: `${holds} A wrong password leaves the token as it is.`,
  access: 'anyone',
  guarded: true,
  body: HeldToken,
  replies: { 204: null },
  errors: [errors.linkInvalid, errors.credentialsWrong],
});

export const requestEmailChange = operation({
  id: 'requestEmailChange',
  method: 'PUT',
  path: '/v1/me/email',
  summary: 'Ask for another e-mail address for the account',
  description:
    'The new address counts once it is confirmed with the token of the mail that it gets; the old one, if it is verified, is told at once. Answers 202 in the same way and ' +
    'time whether the new address has an account or not. Takes a session that was opened or confirmed within 5 minutes.',
  access: 'user',
  guarded: true,
  body: z.strictObject({ email: Email }),
  replies: { 202: MailAsked },
  errors: [errors.authenticationOld, errors.notFound],
});

export const confirmEmailChange = operation({
  id: 'confirmEmailChange',
  method: 'POST',
  path: '/v1/email-changes/confirmations',
  summary: 'Confirm a new address with the token of a mail',
  description: `${holds} Both addresses are told where they were verified. Every other token that was sent by mail is worth nothing any more.`,
  access: 'anyone',
  guarded: true,
  body: HeldToken,
  replies: { 204: null },
  errors: [errors.linkInvalid, errors.credentialsWrong],
});
