import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Email, NewPassword } from './accounts.ts';
import { MailAsked, MailedToken } from './mailed-token.ts';
import { Tokens } from './sessions.ts';

export const requestPasswordReset = operation({
  id: 'requestPasswordReset',
  method: 'POST',
  path: '/v1/password-resets',
  summary: 'Ask for a mail that lets one choose a new password',
  description:
    'Answers 202 in the same way and time whether the address is known or not. The mail before, if there was one, is worth nothing any more. ' +
    '404 where this deployment sends no mail.',
  access: 'anyone',
  guarded: true,
  body: z.strictObject({ email: Email }),
  replies: { 202: MailAsked },
  errors: [errors.notFound],
});

export const confirmPasswordReset = operation({
  id: 'confirmPasswordReset',
  method: 'POST',
  path: '/v1/password-resets/confirmations',
  summary: 'Choose a new password with the token of a mail',
  description:
    'Verifies the address too. Ends every session and everything else that was sent by mail; the owner is told by mail.',
  access: 'anyone',
  guarded: true,
  body: z.strictObject({ token: MailedToken, password: NewPassword }),
  replies: { 204: null },
  errors: [errors.linkInvalid, errors.passwordWeak, errors.unavailable],
});

export const updatePassword = operation({
  id: 'updatePassword',
  method: 'PUT',
  path: '/v1/me/password',
  summary: 'Choose another password',
  description:
    'Ends every session of the account, this one too, and everything that was sent by mail, and answers the tokens of a new session. The owner is told by ' +
    'mail. Takes a session that was opened or confirmed within 5 minutes. An account without a password gets one.',
  access: 'user',
  body: z.strictObject({ password: NewPassword }),
  replies: { 200: Tokens },
  errors: [errors.authenticationOld, errors.forbidden, errors.passwordWeak, errors.unavailable],
});
