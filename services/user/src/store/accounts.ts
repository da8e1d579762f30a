import type { Id } from '@concord/contracts';
import { forgetBefore, timeOfId, type Tx } from '@concord/platform';
import type { Account } from '../domain/account.ts';
import { defaultPrivacy, type Privacy } from '../domain/privacy.ts';
import { bringFollowsInLine, lockStatuses, type Statuses } from './active-flags.ts';

export interface NewProfiles {
  /** The profile's visibility that a new account begins with. */
  readonly visibility: Privacy['profile'];
  readonly at: Date;
}

const taken = (column: string) =>
  `${column} = IF(account.account_version > profiles.account_version, account.${column}, profiles.${column})`;

/**
 * Makes the profiles of accounts, or takes their username and status over into those that are there, raising the version; from an
 * account that is not newer than the one last taken nothing is taken. So it does not matter how often, in what order and
 * from where an account comes. No account may occur twice.
 */
export const applyAccounts = async (
  tx: Tx,
  accounts: readonly Account[],
  { visibility, at }: NewProfiles,
): Promise<void> => {
  if (accounts.length === 0) return;
  // In the order of the key: transactions that lock rows in one order do not deadlock.
  const ordered = accounts.toSorted((one, other) => one.id - other.id);
  const ids = ordered.map(({ id }) => id);
  const before = await lockStatuses(tx, ids);
  await upsertProfiles(tx, ordered, { visibility, at });
  await insertPrivacy(tx, ids, { visibility, at });
  const after = await lockStatuses(tx, ids);
  await forgetBefore(tx('profiles').whereIn('id', leftNow(before, after)));
  await bringFollowsInLine(tx, before, after);
};

/** Those that were deleted since: the names that they bore go out of their newest records. */
const leftNow = (before: Statuses, after: Statuses): Id[] =>
  [...after]
    .filter(([id, status]) => status === 'deleted' && (before.get(id) ?? 'deleted') !== 'deleted')
    .map(([id]) => id);

const upsertProfiles = async (tx: Tx, accounts: readonly Account[], { visibility, at }: NewProfiles): Promise<void> => {
  const { profile, search } = defaultPrivacy(visibility);
  await tx.raw(
    `INSERT INTO profiles (id, username, display_name, status, profile_visibility, search_visibility, account_version,
       created_at, updated_at, version)
     VALUES ${accounts.map(() => '(?, ?, ?, ?, ?, ?, ?, ?, ?, 1)').join(', ')} AS account
     ON DUPLICATE KEY UPDATE
       version = profiles.version + (account.account_version > profiles.account_version),
       ${['username', 'status', 'updated_at'].map(taken).join(', ')},
       account_version = GREATEST(account.account_version, profiles.account_version)`,
    accounts.flatMap(({ id, username, displayName, status, version }) => [
      ...[id, username, displayName, status, profile, search, version],
      ...[new Date(timeOfId(id)), at],
    ]),
  );
};

const insertPrivacy = async (tx: Tx, ids: readonly Id[], { visibility, at }: NewProfiles): Promise<void> => {
  const { profile, email, phone, search } = defaultPrivacy(visibility);
  await tx.raw(
    `INSERT INTO privacy_settings (user_id, profile_visibility, email_visibility, phone_visibility, search_visibility, updated_at)
     VALUES ${ids.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}
     ON DUPLICATE KEY UPDATE user_id = privacy_settings.user_id`,
    ids.flatMap((id) => [id, profile, email, phone, search, at]),
  );
};
