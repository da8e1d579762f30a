import type { Id, NotificationType } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';

/** Of what types somebody does not want to be told. */
export const typesOff = async (reader: Reader, user: Id): Promise<ReadonlySet<NotificationType>> =>
  new Set((await reader('notification_preferences').where({ user_id: user, in_app: 0 }).pluck('type')) as never[]);

/** Writes down whether somebody wants to be told of these types. */
export const putPreferences = async (
  tx: Tx,
  user: Id,
  types: readonly (readonly [NotificationType, { readonly inApp: boolean }])[],
): Promise<void> => {
  if (types.length === 0) return;
  await tx('notification_preferences')
    .insert(types.map(([type, { inApp }]) => ({ user_id: user, type, in_app: inApp })))
    .onConflict()
    .merge();
};

export const silence = async (tx: Tx, user: Id, author: Id): Promise<void> => {
  await tx('silenced_authors').insert({ user_id: user, author_id: author }).onConflict().ignore();
};

export const unsilence = async (tx: Tx, user: Id, author: Id): Promise<void> => {
  await tx('silenced_authors').where({ user_id: user, author_id: author }).delete();
};
