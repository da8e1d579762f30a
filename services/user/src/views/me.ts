import type { Me } from '@concord/contracts';
import type { z } from 'zod';
import type { Counts, OwnProfile } from '../domain/profile.ts';
import { cardView } from './card.ts';

export const meView = (me: OwnProfile, { followers, following }: Counts): z.output<typeof Me> => ({
  ...cardView(me),
  firstName: me.firstName,
  lastName: me.lastName,
  bio: me.bio,
  coverUrl: me.coverUrl,
  location: me.location,
  website: me.website,
  email: me.email,
  phone: me.phone,
  birthDate: me.birthDate,
  gender: me.gender,
  joinedAt: me.createdAt,
  followerCount: followers,
  followingCount: following,
});
