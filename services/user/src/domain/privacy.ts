import type { Privacy as PrivacySchema } from '@concord/contracts';
import type { z } from 'zod';

export type Privacy = z.output<typeof PrivacySchema>;

/** What new accounts begin with, but for the profile's visibility, which the configuration gives. */
export const defaultPrivacy = (profile: Privacy['profile']): Privacy => ({
  profile,
  email: 'private',
  phone: 'private',
  search: 'public',
});
