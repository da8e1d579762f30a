import type { Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { endAllSessions, type Expulsion } from './end-session.ts';
import * as identities from './identities.ts';
import * as oneTimeTokens from './one-time-tokens.ts';
import * as users from './users.ts';

export interface TakeOver extends Omit<Expulsion, 'userId'> {
  readonly userId: Id;
  /** What the owner of the address chose; null for none. */
  readonly passwordHash: string | null;
}

/**
 * Gives an account whose address nobody had proved to who has just done so. Nothing that whoever made it may have kept is good after this: the password
 * is the owner's or none, identities, sessions and everything sent by mail go. The address is verified. Gives the time of it.
 */
export const takeOver = async (
  tx: Tx,
  deps: Pick<Deps, 'ids' | 'clock'>,
  { passwordHash, ...expulsion }: TakeOver,
): Promise<Date> => {
  const { userId } = expulsion;
  const at = await endAllSessions(tx, deps, expulsion);
  await users.handOver(tx, userId, passwordHash, at);
  await identities.removeAll(tx, userId);
  await oneTimeTokens.endAllOf(tx, userId);
  return at;
};
