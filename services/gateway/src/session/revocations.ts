import { state, type Row } from '@concord/contracts';
import { followStream, type Kafka, type Part } from '@concord/platform';
import type { Verified } from './verify-token.ts';

type Revocation = Row<typeof state.auth.revocations>;

/** Which sessions and accounts have been revoked, held in memory until the last token they could have expires. */
export interface Revocations extends Part {
  has(verified: Pick<Verified, 'actor' | 'issuedAt'>): boolean;
  /** How old what is known here may be, in milliseconds; infinite before anything is known. */
  ageMs(): number;
}

/** The pure part: remembers revocations and forgets expired ones. */
export const revocationList = (now: () => number = Date.now) => {
  const sessions = new Map<number, number>();
  const accounts = new Map<number, { revokedAt: number; expiresAt: number }>();
  const prune = () => {
    for (const [id, expiresAt] of sessions) if (expiresAt < now()) sessions.delete(id);
    for (const [id, { expiresAt }] of accounts) if (expiresAt < now()) accounts.delete(id);
  };
  return {
    add: (row: Revocation): void => {
      if (sessions.size + accounts.size > 0 && (sessions.size + accounts.size) % 1_000 === 0) prune();
      const expiresAt = row.expires_at.getTime();
      if (row.kind === 'session') sessions.set(row.subject_id, expiresAt);
      else accounts.set(row.subject_id, { revokedAt: row.revoked_at.getTime(), expiresAt });
    },
    /** A revoked account's tokens are bad when they are not younger than the revocation. */
    has: ({ actor, issuedAt }: Pick<Verified, 'actor' | 'issuedAt'>): boolean =>
      sessions.has(actor.sessionId) || issuedAt.getTime() <= (accounts.get(actor.id)?.revokedAt ?? -Infinity),
  };
};

/** Keeps the list current from auth's state stream; its age is told by the canary that travels the same way. */
export const followRevocations = (kafka: Kafka): Revocations => {
  const list = revocationList();
  const following = followStream({
    kafka,
    stream: state.auth.revocations,
    replayMs: 15 * 60_000,
    onChange: ({ row }) => {
      list.add(row);
    },
  });
  return {
    name: following.name,
    start: () => following.start(),
    stop: () => following.stop(),
    has: (verified) => list.has(verified),
    notReady: () => following.notReady?.() ?? null,
    ageMs: () => {
      const watermark = following.watermarkMs();
      return watermark === null ? Infinity : Date.now() - watermark;
    },
  };
};
