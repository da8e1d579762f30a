import type { Id } from '@concord/contracts';
import { transaction, type Db, type Reader } from '@concord/platform';
import type { Privacy } from '../domain/privacy.ts';
import { setVisibility } from './profiles.ts';

const columns = {
  profile: 'profile_visibility',
  email: 'email_visibility',
  phone: 'phone_visibility',
  search: 'search_visibility',
} as const;

export const findPrivacy = (db: Reader, id: Id): Promise<Privacy | undefined> =>
  db('privacy_settings').where({ user_id: id }).first<Privacy | undefined>(columns);

export type PrivacyPatch = { readonly [K in keyof Privacy]?: Privacy[K] | undefined };

/**
 * Changes what the patch holds, in the settings and in the profile's row, in one transaction. The profile's version rises with every
 * change, also of a setting that its row does not hold: caches of the profile must notice. Gives the settings as they are then.
 */
export const changePrivacy = (db: Db, id: Id, patch: PrivacyPatch, at: Date): Promise<Privacy | undefined> =>
  transaction(db, async (tx) => {
    // The profile first, as whoever makes one locks them.
    await tx('profiles').where({ id }).forUpdate().first('id');
    const before = await findPrivacy(tx, id);
    if (before === undefined) return undefined;
    const after: Privacy = { ...before, ...given(patch) };
    if (names.every((name) => before[name] === after[name])) return before;
    const row = Object.fromEntries(names.map((name) => [columns[name], after[name]]));
    await tx('privacy_settings')
      .where({ user_id: id })
      .update({ ...row, updated_at: at });
    await setVisibility(tx, id, after, at);
    return after;
  });

const names = Object.keys(columns) as (keyof Privacy)[];

const given = (patch: PrivacyPatch): Partial<Privacy> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
