import type { Id } from '@concord/contracts';
import type { Db, Tx } from '@concord/platform';

/** A session as revocations tell it: itself, or all that an account had. */
interface Revoked {
  readonly kind: 'session' | 'user';
  readonly subjectId: Id;
}

/**
 * Removes the devices of sessions that have ended. Where an account's access tokens were revoked its sessions may have ended or go on, as they do
 * when its roles change: its devices are in doubt.
 */
export const doubtRevoked = async (tx: Tx, revoked: readonly Revoked[]): Promise<void> => {
  const those = (wanted: Revoked['kind']) =>
    revoked.filter(({ kind }) => kind === wanted).map(({ subjectId }) => subjectId);
  await tx('devices').whereIn('session_id', those('session')).delete();
  await tx('devices')
    .whereIn('user_id', those('user'))
    .update({ in_doubt: 1, doubts: tx.raw('doubts + 1') });
};

/** A device of which it is not known whether its session goes on. */
export interface Doubted {
  readonly id: Id;
  readonly session_id: Id;
  /** How often that was in doubt: an answer holds only while it is the same. */
  readonly doubts: number;
}

export const devicesInDoubt = (db: Db, limit: number): Promise<Doubted[]> =>
  db('devices').where({ in_doubt: 1 }).orderBy('id').limit(limit).select<Doubted[]>('id', 'session_id', 'doubts');

/** Ends a doubt: the device stays where its session goes on, and is removed where not; neither where it was doubted or registered anew meanwhile. */
export const endDoubt = async (db: Db, { id, doubts }: Doubted, goesOn: boolean): Promise<void> => {
  const same = db('devices').where({ id, doubts });
  await (goesOn ? same.update({ in_doubt: 0 }) : same.delete());
};
