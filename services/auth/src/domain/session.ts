import type { Id } from '@concord/contracts';
import { day, later, minute, second } from './clock.ts';

/** Unused for this long, a session is over. */
export const idleLifetime = 14 * day;
/** However much it is used, a session is over after this. */
const absoluteLifetime = 90 * day;
export const accessTokenLifetime = 10 * minute;
/** How long a revocation must be remembered: until the last access token has expired, its leeway of 30 s and a margin for slow clocks. */
export const revocationLifetime = accessTokenLifetime + 90 * second;

/** What cannot be undone takes a proof of who calls that is not older than this, as long as other platforms remember it (Firebase: 5 minutes). */
export const recently = 5 * minute;

/** Why a session ended before its time. */
export type EndReason =
  | 'logged_out'
  | 'refresh_reused'
  | 'password_changed'
  | 'password_reset'
  | 'suspended'
  | 'banned'
  | 'taken_over'
  | 'account_deleted';

export interface Session {
  readonly id: Id;
  readonly userId: Id;
  readonly device: string | null;
  readonly address: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  /** When its owner last proved who they are; null for a session older than this question. */
  readonly authenticatedAt: Date | null;
  /** The absolute end. */
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

interface Opening {
  readonly id: Id;
  readonly userId: Id;
  readonly at: Date;
  readonly request: { readonly userAgent: string | null; readonly address: string };
}

/** The session that a login opens. */
export const newSession = ({ id, userId, at, request }: Opening): Session => ({
  id,
  userId,
  device: request.userAgent,
  address: request.address,
  createdAt: at,
  lastUsedAt: at,
  authenticatedAt: at,
  expiresAt: later(at, absoluteLifetime),
  revokedAt: null,
});

type Lifetime = Pick<Session, 'lastUsedAt' | 'expiresAt' | 'revokedAt'>;

/** When the session ends if nobody uses it any more: the sooner of idle and absolute end. */
export const endOf = ({ lastUsedAt, expiresAt }: Pick<Session, 'lastUsedAt' | 'expiresAt'>): Date => {
  const idleEnd = later(lastUsedAt, idleLifetime);
  return idleEnd < expiresAt ? idleEnd : expiresAt;
};

/** Neither ended by somebody nor by time. At the very end it is over. */
export const isAlive = (session: Lifetime, now: Date): boolean => session.revokedAt === null && now < endOf(session);
