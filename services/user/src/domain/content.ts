import type { Profile } from './profile.ts';

type Content = Pick<Profile, 'displayName' | 'bio' | 'avatarUrl' | 'coverUrl' | 'location' | 'website'>;

/** A profile on which nothing stands that its owner wrote: it bears its username. */
export const withoutContent = ({ username }: Pick<Profile, 'username'>): Content => ({
  displayName: username,
  bio: null,
  avatarUrl: null,
  coverUrl: null,
  location: null,
  website: null,
});

/** Whether anything stands on it that its owner wrote. */
export const written = (profile: Profile): boolean =>
  Object.entries(withoutContent(profile)).some(([name, empty]) => profile[name as keyof Content] !== empty);
