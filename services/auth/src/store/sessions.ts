import type { AccountStatus, Id } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';
import type { RefreshableSession } from '../domain/refresh-decision.ts';
import type { EndReason, Session } from '../domain/session.ts';

export interface SessionRow {
  readonly id: number;
  readonly user_id: number;
  readonly device: string | null;
  readonly address: string | null;
  readonly created_at: Date;
  readonly last_used_at: Date;
  readonly authenticated_at: Date | null;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
}

interface RefreshableRow extends SessionRow {
  readonly generation: number;
  readonly token_hash: Buffer;
  readonly parent_hash: Buffer | null;
  readonly successor_salt: Buffer | null;
  readonly rotated_at: Date | null;
}

export const sessionColumns = [
  'sessions.id',
  'sessions.user_id',
  'sessions.device',
  'sessions.address',
  'sessions.created_at',
  'sessions.last_used_at',
  'sessions.authenticated_at',
  'sessions.expires_at',
  'sessions.revoked_at',
] as const;
const rotationColumns = ['generation', 'token_hash', 'parent_hash', 'successor_salt', 'rotated_at'] as const;

export const sessionOf = (row: SessionRow): Session => ({
  id: row.id,
  userId: row.user_id,
  device: row.device,
  address: row.address,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  authenticatedAt: row.authenticated_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
});

/** A session with all that decides about its refresh tokens, and its account's roles. */
export type FoundByToken = RefreshableSession & { readonly roles: readonly string[] };

export const insert = async (tx: Tx, session: Session, hashes: { family: Buffer; token: Buffer }): Promise<void> => {
  await tx('sessions').insert({
    id: session.id,
    user_id: session.userId,
    family_hash: hashes.family,
    token_hash: hashes.token,
    device: session.device,
    address: session.address,
    created_at: session.createdAt,
    last_used_at: session.lastUsedAt,
    authenticated_at: session.authenticatedAt,
    expires_at: session.expiresAt,
  });
};

/**
 * The account's row is held first, so whoever ends all of its sessions has done so before this looks, or does after: its status and roles, and that the
 * session goes on, stay as they are told until the transaction ends.
 */
export const byFamily = async (tx: Tx, familyHash: Buffer): Promise<FoundByToken | undefined> => {
  const family = tx('sessions').where({ family_hash: familyHash });
  const owner = await family.clone().first<{ user_id: Id } | undefined>('user_id');
  const account = owner && (await heldAccount(tx, owner.user_id));
  const row = await family.first<RefreshableRow | undefined>(...sessionColumns, ...rotationColumns);
  return (
    row &&
    account && {
      ...sessionOf(row),
      generation: row.generation,
      tokenHash: row.token_hash,
      parentHash: row.parent_hash,
      successorSalt: row.successor_salt,
      rotatedAt: row.rotated_at,
      accountStatus: account.status,
      roles: account.roles,
    }
  );
};

const heldAccount = (tx: Tx, id: Id) =>
  tx('users')
    .where({ id })
    .forShare()
    .first<{ status: AccountStatus; roles: readonly string[] } | undefined>('status', 'roles');

/** A session and whether its account is active. */
export const byId = async (
  reader: Reader,
  id: Id,
): Promise<(Session & { readonly accountStatus: AccountStatus }) | undefined> => {
  const row = await reader('sessions')
    .join('users', 'users.id', 'sessions.user_id')
    .where({ 'sessions.id': id })
    .first<(SessionRow & { account_status: AccountStatus }) | undefined>(...sessionColumns, {
      account_status: 'users.status',
    });
  return row && { ...sessionOf(row), accountStatus: row.account_status };
};

/** A session, which neither ends nor changes until the transaction does. */
export const byIdShared = async (tx: Tx, id: Id): Promise<Session | undefined> => {
  const row = await tx('sessions')
    .where({ id })
    .forShare()
    .first<SessionRow | undefined>(...sessionColumns);
  return row && sessionOf(row);
};

export interface NextGeneration {
  readonly tokenHash: Buffer;
  readonly salt: Buffer;
  readonly at: Date;
  readonly address: string;
}

/** Exchanges the present refresh token for the next; false where another call did so first or the session has ended. */
export const rotate = async (
  tx: Tx,
  { id, generation, tokenHash }: Pick<FoundByToken, 'id' | 'generation' | 'tokenHash'>,
  next: NextGeneration,
): Promise<boolean> => {
  const rows = await tx('sessions')
    .where({ id, generation })
    .whereNull('revoked_at')
    .update({
      generation: generation + 1,
      parent_hash: tokenHash,
      token_hash: next.tokenHash,
      successor_salt: next.salt,
      rotated_at: next.at,
      last_used_at: next.at,
      address: next.address,
    });
  return rows === 1;
};

/** Marks a session as ended; false where it was already. */
export const markEnded = async (tx: Tx, id: Id, reason: EndReason, at: Date): Promise<boolean> =>
  (await tx('sessions').where({ id }).whereNull('revoked_at').update({ revoked_at: at, revoked_reason: reason })) === 1;

/** Marks all sessions of an account as ended. */
export const markAllEnded = async (tx: Tx, userId: Id, reason: EndReason, at: Date): Promise<void> => {
  await tx('sessions')
    .where({ user_id: userId })
    .whereNull('revoked_at')
    .update({ revoked_at: at, revoked_reason: reason });
};

/** Notes that the owner of a session has just proved who they are. */
export const markAuthenticated = async (reader: Reader, id: Id, at: Date): Promise<void> => {
  await reader('sessions').where({ id }).update({ authenticated_at: at });
};
