import { duplicateKey, type Tx } from '@concord/platform';
import { day, later } from '../domain/clock.ts';
import { retiredHash } from './retired-usernames.ts';

const reservationLifetime = day;
/** Nor has a deleted account had it. Its `?` are the name, twice. */
const nobodyHasIt = `NOT EXISTS (SELECT 1 FROM users WHERE users.username = ?)
  AND NOT EXISTS (SELECT 1 FROM retired_usernames WHERE hash = ${retiredHash})`;

/**
 * Reserves a username for 24 hours; false where an account has it or had it, or a reservation holds, whosever it is. A sign-up with a known
 * address leaves exactly this reservation behind, one with a new address the same and an account: until it expires, and
 * whatever is tried next, both look the same from outside. One conditional statement decides among callers at once.
 */
export const claim = async (tx: Tx, username: string, now: Date): Promise<boolean> => {
  const expiresAt = later(now, reservationLifetime);
  const renewed = await tx('username_reservations')
    .where({ username })
    .where('expires_at', '<=', now)
    .whereRaw(nobodyHasIt, [username, username])
    .update({ reserved_at: now, expires_at: expiresAt });
  return renewed === 1 || (await insertUnlessHeld(tx, username, now, expiresAt));
};

const insertUnlessHeld = async (tx: Tx, username: string, now: Date, expiresAt: Date): Promise<boolean> => {
  try {
    const [result] = (await tx.raw(
      `INSERT INTO username_reservations (username, reserved_at, expires_at) SELECT ?, ?, ? FROM DUAL WHERE ${nobodyHasIt}`,
      [username, now, expiresAt, username, username],
    )) as [{ affectedRows: number }];
    return result.affectedRows === 1;
  } catch (error) {
    if (duplicateKey(error) === null) throw error;
    return false;
  }
};
