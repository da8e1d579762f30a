import { z } from 'zod';

/** What stands behind `#token=` in the link of a mail. */
export const MailedToken = z
  .string()
  .regex(/^[\w-]{43}$/)
  .meta({ description: 'The token from the link of the mail: works once, and for an hour' });

/** The answer to who asks for a mail: the address as it was understood, whether anything is sent there or not. */
export const MailAsked = z.strictObject({ email: z.string() });
