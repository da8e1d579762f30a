import { relationOf } from '@concord/audience';
import type { contract, Id } from '@concord/contracts';
import type { z } from 'zod';
import type { Profile } from '../domain/profile.ts';
import type { StoredRelation } from '../store/relations.ts';
import { cardView } from './card.ts';

type ReadProfile = z.output<(typeof contract.user.readProfile.replies)[200]>;
type ReadRelation = z.output<(typeof contract.user.readRelation.replies)[200]>;

export const internalProfileView = (profile: Profile): ReadProfile => ({
  ...cardView(profile),
  status: profile.status,
  profileVisibility: profile.profileVisibility,
  version: profile.version,
});

export const internalRelationView = (viewerId: Id, authorId: Id, row: StoredRelation | undefined): ReadRelation => ({
  viewerId,
  authorId,
  ...relationOf(row),
  version: row?.version ?? 0,
});
