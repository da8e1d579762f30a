import { canSee, canSeeProfile, type Audience, type Viewer } from '@concord/audience';
import type { Profile as ProfileSchema, ProfilePage, RelationToMe } from '@concord/contracts';
import type { z } from 'zod';
import { relationIn, type Bond } from '../domain/bond.ts';
import type { Counts, Private, Profile } from '../domain/profile.ts';
import { cardView } from './card.ts';

/** What stands on a page besides the profile: read only where the page is shown. */
export interface PageFacts {
  readonly counts: Counts;
  readonly contact: Pick<Private, 'email' | 'phone'>;
}

/** A profile as a viewer who may know of it gets it; `facts` are null where the page is not shown. */
export const profileView = (
  viewer: Viewer,
  bond: Bond,
  profile: Profile,
  facts: PageFacts | null,
): z.output<typeof ProfileSchema> => ({
  ...cardView(profile),
  visibility: profile.profileVisibility,
  page: facts && pageView(viewer, bond, profile, facts),
  relation: viewer === null || viewer === profile.id ? null : relationView(bond),
});

export const showsPage = (viewer: Viewer, bond: Bond, profile: Profile): boolean =>
  canSeeProfile(viewer, relationIn(bond), profile);

const pageView = (
  viewer: Viewer,
  bond: Bond,
  profile: Profile,
  { counts, contact }: PageFacts,
): z.output<typeof ProfilePage> => {
  const shownTo = (audience: Audience) => canSee(viewer, relationIn(bond), profile, { audience });
  return {
    bio: profile.bio,
    coverUrl: profile.coverUrl,
    location: profile.location,
    website: profile.website,
    email: shownTo(profile.emailVisibility) ? contact.email : null,
    phone: shownTo(profile.phoneVisibility) ? contact.phone : null,
    joinedAt: profile.createdAt,
    followerCount: counts.followers,
    followingCount: counts.following,
  };
};

const relationView = ({ mine, theirs, friendship }: Bond): z.output<typeof RelationToMe> => ({
  follows: mine.follow === 'accepted',
  followRequested: mine.follow === 'pending',
  followedBy: theirs.follow === 'accepted',
  friend: friendship === 'friends',
  friendRequest: friendship === 'friends' ? 'none' : friendship,
  blocks: mine.block,
  mutes: mine.mute,
});
