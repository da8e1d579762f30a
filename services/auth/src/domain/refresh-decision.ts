import type { AccountStatus } from '@concord/contracts';
import { second } from './clock.ts';
import { isAlive, type Session } from './session.ts';

/** How long the token just exchanged answers the same successor: a client may have lost the first answer. */
export const grace = 10 * second;

/** What the store knows of a session's refresh tokens. */
export interface Rotation {
  readonly generation: number;
  readonly tokenHash: Buffer;
  readonly parentHash: Buffer | null;
  /** Turned the parent into the present token. */
  readonly successorSalt: Buffer | null;
  readonly rotatedAt: Date | null;
}

export type RefreshableSession = Session & Rotation & { readonly accountStatus: AccountStatus };

/**
 * What becomes of a presented refresh token whose family is known.
 * `rotate`: it is the present one, exchange it. `repeat`: it is its immediate parent, exchanged a moment ago, answer the same successor.
 * `reused`: it is older, so two parties hold tokens of this session: end it. `over`: the session has ended or the account may not use it.
 */
export type RefreshDecision =
  | { readonly kind: 'rotate' }
  | { readonly kind: 'repeat'; readonly salt: Buffer }
  | { readonly kind: 'reused' }
  | { readonly kind: 'over' };

const isGraced = ({ parentHash, rotatedAt }: Rotation, presented: Buffer, now: Date): boolean =>
  parentHash !== null &&
  rotatedAt !== null &&
  parentHash.equals(presented) &&
  now.getTime() - rotatedAt.getTime() <= grace;

/** Decides by the hash of the presented secret. Hashes are compared, not secrets, so the comparison's time tells nothing. */
export const decideRefresh = (session: RefreshableSession, presented: Buffer, now: Date): RefreshDecision => {
  if (!isAlive(session, now) || session.accountStatus !== 'active') return { kind: 'over' };
  if (session.tokenHash.equals(presented)) return { kind: 'rotate' };
  const salt = session.successorSalt;
  if (salt !== null && isGraced(session, presented, now)) return { kind: 'repeat', salt };
  return { kind: 'reused' };
};
