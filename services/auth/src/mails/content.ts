import { z } from 'zod';
import { Notice } from '../domain/notice.ts';

const account = z.int();

/**
 * What a waiting mail is made of. Never a token: one is made with the mail. An address only where the account will not have it any more
 * when the mail is made (`to`).
 */
export const Content = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('token'),
    account,
    purpose: z.enum(['verify', 'reset', 'change_email']),
    id: z.int(),
  }),
  z.strictObject({ kind: z.literal('sign_up_known'), account }),
  z.strictObject({ kind: z.literal('address_taken'), account }),
  z.strictObject({
    kind: z.literal('notice'),
    account,
    notice: Notice,
    at: z.iso.datetime(),
    to: z.string().optional(),
  }),
]);
export type Content = z.output<typeof Content>;
