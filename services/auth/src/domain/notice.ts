import { z } from 'zod';

/** What the owner of an account is told by mail because it may not have been them, or because it concerns what they may do. */
export const Notice = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('password_changed'), providers: z.array(z.string()).default([]) }),
  z.strictObject({ type: z.literal('email_change_asked') }),
  z.strictObject({ type: z.literal('email_changed') }),
  z.strictObject({ type: z.literal('refresh_reused'), device: z.string().nullable() }),
  z.strictObject({ type: z.literal('identity_linked'), provider: z.string() }),
  z.strictObject({ type: z.literal('identity_unlinked'), provider: z.string() }),
  z.strictObject({ type: z.literal('roles_changed'), roles: z.array(z.string()) }),
  z.strictObject({ type: z.literal('suspended'), until: z.iso.datetime().nullable(), reason: z.string().nullable() }),
  z.strictObject({ type: z.literal('banned'), reason: z.string().nullable() }),
  z.strictObject({ type: z.literal('restored') }),
  z.strictObject({ type: z.literal('deletion_begun'), byOperator: z.boolean().default(false) }),
]);
export type Notice = z.output<typeof Notice>;
