import type { Id } from '@concord/contracts';
import { versionedCache, type Redis, type VersionedCache } from '@concord/platform';
import { Profile } from '../domain/profile.ts';

export type ProfileCache = VersionedCache<Id, Profile>;

/** A bound on how long a change stays unseen that neither its writer nor the state stream could bring to Redis. */
const ttlMs = 60_000;
/** A profile that was not there may arrive at any moment. */
const negativeTtlMs = 1_000;

/** Profiles in Redis, read through; contact details are no part of them. */
export const profileCache = (redis: Redis, load: (id: Id) => Promise<Profile | null>): ProfileCache =>
  versionedCache({
    redis,
    name: 'profiles',
    ttlMs,
    negativeTtlMs,
    schema: Profile,
    load: async (id) => {
      const value = await load(id);
      return value && { version: value.version, value };
    },
  });
