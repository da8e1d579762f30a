import { errors, type Id } from '@concord/contracts';
import { forgetBefore, type Reader, type Tx } from '@concord/platform';
import { withoutContent } from '../domain/content.ts';
import type { OwnProfile, Private, Profile } from '../domain/profile.ts';

const shared = {
  id: 'p.id',
  username: 'p.username',
  displayName: 'p.display_name',
  bio: 'p.bio',
  avatarUrl: 'p.avatar_url',
  coverUrl: 'p.cover_url',
  location: 'p.location',
  website: 'p.website',
  status: 'p.status',
  profileVisibility: 'p.profile_visibility',
  searchVisibility: 'p.search_visibility',
  emailVisibility: 's.email_visibility',
  phoneVisibility: 's.phone_visibility',
  createdAt: 'p.created_at',
  version: 'p.version',
} as const satisfies Record<keyof Profile, string>;

const own = {
  firstName: 'p.first_name',
  lastName: 'p.last_name',
  email: 'p.email',
  phone: 'p.phone',
  birthDate: 'p.birth_date',
  gender: 'p.gender',
} as const satisfies Record<keyof Private, string>;

const profiles = (db: Reader) => db('profiles as p').join('privacy_settings as s', 's.user_id', 'p.id');

/** The profile without what only its owner sees. */
export const findProfile = (db: Reader, id: Id): Promise<Profile | undefined> =>
  profiles(db).where('p.id', id).first<Profile | undefined>(shared);

/** The profile with everything, for its owner. */
export const findOwnProfile = (db: Reader, id: Id): Promise<OwnProfile | undefined> =>
  profiles(db)
    .where('p.id', id)
    .select({ ...shared, ...own })
    .first<OwnProfile | undefined>();

/** The contact details on a profile's page. */
export const findContact = (db: Reader, id: Id): Promise<Pick<Private, 'email' | 'phone'> | undefined> =>
  db('profiles').where({ id }).first('email', 'phone');

/** Whose name it is. Two rows can bear it while a change of names is under way; then the active and younger one is meant. */
export const findIdByUsername = async (db: Reader, username: string): Promise<Id | null> => {
  const row = await db('profiles')
    .where({ username })
    .orderByRaw("status = 'active' DESC, id DESC")
    .first<{ id: Id } | undefined>('id');
  return row?.id ?? null;
};

const columns = {
  displayName: 'display_name',
  firstName: 'first_name',
  lastName: 'last_name',
  bio: 'bio',
  avatarUrl: 'avatar_url',
  coverUrl: 'cover_url',
  location: 'location',
  website: 'website',
  email: 'email',
  phone: 'phone',
  birthDate: 'birth_date',
  gender: 'gender',
} as const;

/** Properties that are absent stay as they are. */
export type ProfilePatch = { readonly [K in keyof typeof columns]?: string | null | undefined };

/** The version of a profile, held for writing until the transaction ends. */
export const lockProfile = async (tx: Tx, id: Id): Promise<number> => {
  const row = await tx('profiles').where({ id }).forUpdate().first<{ version: number } | undefined>('version');
  if (row === undefined) throw errors.unauthenticated('This account does not exist any more');
  return row.version;
};

/** Writes what the patch holds and raises the version, in one statement; an empty patch changes nothing. */
export const updateProfile = async (tx: Tx, id: Id, patch: ProfilePatch, at: Date): Promise<void> => {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  if (given.length === 0) return;
  const values = Object.fromEntries(given.map(([name, value]) => [columns[name as keyof typeof columns], value]));
  await tx('profiles')
    .where({ id })
    .update({ ...values, updated_at: at, version: tx.raw('version + 1') });
};

/** Leaves on a profile nothing that its owner wrote. */
export const blankProfile = async (tx: Tx, profile: Profile, at: Date): Promise<void> => {
  await updateProfile(tx, profile.id, withoutContent(profile), at);
  await forgetBefore(tx('profiles').where({ id: profile.id }));
};

/** The two settings that others must know, in the row that others get; raises its version. */
export const setVisibility = async (
  tx: Tx,
  id: Id,
  { profile, search }: { readonly profile: string; readonly search: string },
  at: Date,
): Promise<void> => {
  await tx('profiles')
    .where({ id })
    .update({
      profile_visibility: profile,
      search_visibility: search,
      updated_at: at,
      version: tx.raw('version + 1'),
    });
};
