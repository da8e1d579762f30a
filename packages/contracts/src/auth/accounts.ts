import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Text } from '../kit/types.ts';
import { Username } from '../vocabulary.ts';

export const Email = z
  .email()
  .max(254)
  .meta({ description: 'Compared without regard to case', examples: ['ada@example.org'] });
export const DisplayName = Text(1, 80).meta({ description: 'What people call them', examples: ['Ada Lovelace'] });

export const NewPassword = z
  .string()
  .min(8)
  .max(128)
  .meta({ description: '8 to 128 characters, none of the common ones' });

export const NewAccount = z.strictObject({
  email: Email,
  username: Username,
  password: NewPassword,
  displayName: DisplayName,
});

export const createAccount = operation({
  id: 'createAccount',
  method: 'POST',
  path: '/v1/accounts',
  summary: 'Sign up',
  description:
    'Answers 202 in the same way and time whether the e-mail address is known or not: the mail that it gets says which. The username is reserved for 24 hours in both cases.',
  access: 'anyone',
  guarded: true,
  body: NewAccount,
  replies: { 202: z.strictObject({ username: Username, verification: z.enum(['none', 'by_mail']) }) },
  errors: [errors.usernameTaken, errors.passwordWeak],
});
