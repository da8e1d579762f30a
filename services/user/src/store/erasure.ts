import { byOthers, deletedRows, erasure, type ErasureStep } from '@concord/community';
import type { Id } from '@concord/contracts';
import { forgetBefore, type Reader, type Tx } from '@concord/platform';
import { eraseTies } from './ties.ts';

const nothing = {
  ...{
    username: '',
    display_name: '',
    first_name: null,
    last_name: null,
    bio: null,
    avatar_url: null,
    cover_url: null,
  },
  ...{ location: null, website: null, email: null, phone: null, birth_date: null, gender: null },
  ...{ profile_visibility: 'private', search_visibility: 'private' },
};
const closed = {
  ...{ profile_visibility: 'private', email_visibility: 'private' },
  ...{ phone_visibility: 'private', search_visibility: 'private' },
};

type Values = Readonly<Record<string, string | null>>;

/** The account's row unless it says just this. */
const differing = (tx: Tx, table: string, key: Readonly<Record<string, Id>>, values: Values) =>
  tx(table)
    .where(key)
    .whereRaw(
      `NOT (${Object.keys(values)
        .map(() => '?? <=> ?')
        .join(' AND ')})`,
      Object.entries(values).flat() as never,
    );

/** The row stays with id and version: whoever asks learns that the account is deleted. */
const profile: ErasureStep = {
  kind: 'profiles',
  erase: async (tx, account) => {
    const blanked = await differing(tx, 'profiles', { id: account }, nothing).update({
      ...nothing,
      version: tx.raw('version + 1'),
    });
    if (blanked > 0) await forgetBefore(tx('profiles').where({ id: account }));
    return blanked;
  },
};

const privacy: ErasureStep = {
  kind: 'privacy_settings',
  erase: (tx, account) => differing(tx, 'privacy_settings', { user_id: account }, closed).update(closed),
};

/** What shows in a relation goes with it; requests show in none. */
const steps: readonly ErasureStep[] = [
  profile,
  privacy,
  byOthers({ kind: 'ties', atOnce: 400, erase: eraseTies }),
  deletedRows('follow_requests', 'follows', 'follower_id'),
  byOthers(deletedRows('follow_requests', 'follows', 'following_id')),
  deletedRows('friend_requests', 'friendships', 'user_id'),
  byOthers(deletedRows('friend_requests', 'friendships', 'friend_id')),
];

const isKnown = async (reader: Reader, account: Id): Promise<boolean> =>
  (await reader('profiles').where({ id: account, status: 'deleted' }).first('id')) !== undefined;

/** What is erased here of a deleted account. */
export const userErasure = erasure({ service: 'user', steps, isKnown });
