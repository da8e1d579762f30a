import { AccountStatus, Audience, Time } from '@concord/contracts';
import { z } from 'zod';

/**
 * A profile as others may come to know it. Also the form in which Redis keeps it, so contact details, birth date and gender have
 * no place here: they never leave MySQL but for an answer.
 */
export const Profile = z.object({
  id: z.int(),
  username: z.string(),
  displayName: z.string(),
  bio: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  coverUrl: z.string().nullable(),
  location: z.string().nullable(),
  website: z.string().nullable(),
  status: AccountStatus,
  profileVisibility: Audience,
  searchVisibility: Audience,
  emailVisibility: Audience,
  phoneVisibility: Audience,
  createdAt: Time,
  version: z.int(),
});
export type Profile = z.output<typeof Profile>;

/** What only the owner sees, and of which email and phone are shown to whom the owner's privacy admits. */
export interface Private {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  readonly gender: string | null;
}

export type OwnProfile = Profile & Private;

export interface Counts {
  readonly followers: number;
  readonly following: number;
}
