import { errors, type Id } from '@concord/contracts';
import { transaction, type Db, type Redis } from '@concord/platform';
import type { OwnProfile, Profile } from '../domain/profile.ts';
import type { Privacy } from '../domain/privacy.ts';
import { applyAccounts } from '../store/accounts.ts';
import { findOwnProfile, findProfile } from '../store/profiles.ts';
import type { ReadAccount } from './accounts.ts';
import { profileCache, type ProfileCache } from './cache.ts';

/**
 * The profiles of all accounts, also of those whose profile the stream of accounts has not brought yet: they are asked of auth and
 * made on first touch. All but what is in MySQL may throw `unavailable`.
 */
export interface People {
  /** The profile as MySQL has it; null where there is no such account. */
  find(id: Id): Promise<Profile | null>;
  /** To be shown: from the cache, at most the pipeline's lag old. */
  shown(id: Id): Promise<Profile | null>;
  /** To decide by, where what is known of accounts here must not be too old: then auth is asked again. */
  certain(id: Id): Promise<Profile | null>;
  /** The one who acts, with everything. An account that is no more has no valid session either. */
  own(id: Id): Promise<OwnProfile>;
  /** Brings a change of this process to the cache at once. */
  changed(id: Id): Promise<void>;
  readonly cache: ProfileCache;
}

export interface PeopleOptions {
  readonly db: Db;
  readonly redis: Redis;
  readonly readAccount: ReadAccount;
  readonly visibility: Privacy['profile'];
  /** Whether the stream of accounts is followed closely enough to decide by. */
  readonly areAccountsFresh: () => Promise<boolean>;
  readonly clock: () => Date;
}

export const openPeople = (options: PeopleOptions): People => {
  const { db, redis, readAccount, visibility, areAccountsFresh, clock } = options;

  const ask = async (id: Id): Promise<Profile | null> => {
    const account = await readAccount(id);
    if (account === null) return null;
    await transaction(db, (tx) => applyAccounts(tx, [account], { visibility, at: clock() }));
    return (await findProfile(db, id)) ?? null;
  };
  const find = async (id: Id) => (await findProfile(db, id)) ?? ask(id);
  const cache = profileCache(redis, find);
  const sure = async (id: Id, profile: Profile | null) =>
    profile === null || (await areAccountsFresh()) ? profile : ask(id);

  return {
    cache,
    find,
    certain: async (id) => sure(id, await find(id)),
    shown: async (id) => {
      const profile = await cache.get(id);
      // What is open to everyone may be shown a little late; for everything else, being late is a breach.
      return profile?.profileVisibility === 'public' ? profile : sure(id, profile);
    },
    own: async (id) => {
      const known = (await findOwnProfile(db, id)) ?? ((await ask(id)) && (await findOwnProfile(db, id)));
      if (!known || known.status === 'deleted') throw errors.unauthenticated('This account does not exist any more');
      return known;
    },
    changed: async (id) => {
      const profile = await findProfile(db, id);
      if (profile) await cache.put(id, profile.version, profile);
    },
  };
};
