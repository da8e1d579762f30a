import type { Card } from '@concord/contracts';
import type { z } from 'zod';
import type { Profile } from '../domain/profile.ts';

export const cardView = ({
  id,
  username,
  displayName,
  avatarUrl,
}: Pick<Profile, 'id' | 'username' | 'displayName' | 'avatarUrl'>): z.output<typeof Card> => ({
  id,
  username,
  displayName,
  avatarUrl,
});
