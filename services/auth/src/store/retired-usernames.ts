import type { Tx } from '@concord/platform';

/** The hash under which a name is retired, as SQL; its `?` is the name. Salted: the table alone tells no names. */
export const retiredHash = 'UNHEX(SHA2(CONCAT((SELECT salt FROM retired_usernames_salt), ?), 256))';

/** Sees to it that nobody is given this name again, without keeping it. */
export const retire = async (tx: Tx, username: string): Promise<void> => {
  await tx.raw(`INSERT IGNORE INTO retired_usernames (hash) VALUES (${retiredHash})`, [username]);
  await tx('username_reservations').where({ username }).delete();
};
