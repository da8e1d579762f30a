import type { Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';

/** A frame to be appended to somebody's log; `ids` are of notifications. */
export interface NewFrame {
  readonly userId: Id;
  readonly type: 'notification' | 'removed' | 'read';
  readonly ids: readonly Id[];
}

/**
 * Appends frames to the logs of their users, in the order given. The row of each user's head is held until the transaction ends: positions
 * are committed in their order, so that who has read up to one will find nothing before it later.
 */
export const appendFrames = async (tx: Tx, frames: readonly NewFrame[], at: Date): Promise<void> => {
  if (frames.length === 0) return;
  const byUser = Map.groupBy(frames, ({ userId }) => userId);
  // In the order of the key, so that two transactions never wait for each other.
  const users = [...byUser.keys()].toSorted((one, other) => one - other);
  await tx.raw(
    `INSERT INTO stream_heads (user_id, seq) VALUES ${users.map(() => '(?, ?)').join(', ')} AS incoming
     ON DUPLICATE KEY UPDATE seq = stream_heads.seq + incoming.seq`,
    users.flatMap((user) => [user, byUser.get(user)?.length ?? 0]),
  );
  const heads = await tx('stream_heads')
    .whereIn('user_id', users)
    .select<{ user_id: Id; seq: number }[]>('user_id', 'seq');
  const rows = heads.flatMap(({ user_id, seq }) => {
    const own = byUser.get(user_id) ?? [];
    return own.map(({ type, ids }, index) => ({
      ...{ user_id, seq: seq - own.length + 1 + index, type },
      ...{ ids: JSON.stringify(ids), created_at: at },
    }));
  });
  await tx('stream_frames').insert(rows);
};
