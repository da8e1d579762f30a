import type { Id } from '@concord/contracts';
import type { Db, Reader, Tx } from '@concord/platform';
import type { Sanction } from '../domain/sanction.ts';

interface SanctionRow {
  readonly user_id: number;
  readonly kind: Sanction['kind'];
  readonly reason: string;
  readonly actor_id: number;
  readonly since: Date;
  readonly ends_at: Date | null;
}

const sanctionOf = (row: SanctionRow): Sanction => ({
  userId: row.user_id,
  kind: row.kind,
  reason: row.reason,
  actorId: row.actor_id,
  since: row.since,
  endsAt: row.ends_at,
});

/** Puts a sanction in place of the one there may be. */
export const put = async (tx: Tx, sanction: Sanction): Promise<void> => {
  await tx('sanctions')
    .insert({
      user_id: sanction.userId,
      kind: sanction.kind,
      reason: sanction.reason,
      actor_id: sanction.actorId,
      since: sanction.since,
      ends_at: sanction.endsAt,
    })
    .onConflict()
    .merge();
};

export const remove = async (tx: Tx, userId: Id): Promise<void> => {
  await tx('sanctions').where({ user_id: userId }).delete();
};

export const byUser = async (reader: Reader, userId: Id): Promise<Sanction | null> => {
  const row = await reader('sanctions').where({ user_id: userId }).first<SanctionRow | undefined>();
  return row === undefined ? null : sanctionOf(row);
};

export const byUsers = async (reader: Reader, userIds: readonly Id[]): Promise<ReadonlyMap<Id, Sanction>> => {
  const rows = await reader('sanctions').whereIn('user_id', userIds).select<SanctionRow[]>();
  return new Map(rows.map((row) => [row.user_id, sanctionOf(row)]));
};

/** Whose sanctions have ended by now, the first ones first. */
export const ended = (db: Db, now: Date, limit: number): Promise<Id[]> =>
  db('sanctions').where('ends_at', '<=', now).orderBy('ends_at').limit(limit).pluck<Id[]>('user_id');
