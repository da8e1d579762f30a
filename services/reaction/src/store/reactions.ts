import type { Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import type { Target } from '../domain/target.ts';

/** One reaction, as its key tells it. */
export interface ReactionKey extends Target {
  readonly type: string;
  readonly user_id: Id;
}

/** A reaction as its row holds it. */
export interface ReactionRow extends ReactionKey {
  readonly id: Id;
  readonly target_author_id: Id;
  readonly post_id: Id;
  readonly counted: 0 | 1;
  readonly created_at: Date;
}

/** False where it is there already. */
export const insertReaction = async (tx: Tx, row: ReactionRow): Promise<boolean> => {
  const columns = Object.keys(row);
  const [result] = (await tx.raw(
    `INSERT IGNORE INTO reactions (${columns.map(() => '??').join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    [...columns, ...Object.values<string | number | Date>({ ...row })],
  )) as [{ affectedRows: number }];
  return result.affectedRows === 1;
};

/** Deletes a reaction and gives what it was; null where there is none. */
export const deleteReaction = async (
  tx: Tx,
  { target_type, target_id, type, user_id }: ReactionKey,
): Promise<ReactionRow | null> => {
  const key = { target_type, target_id, type, user_id };
  const row = (await tx('reactions').where(key).forUpdate().first()) as ReactionRow | undefined;
  if (row === undefined) return null;
  await tx('reactions').where(key).delete();
  return row;
};

/** Deletes the next reactions of an account, at most `limit`, and gives what they were. */
export const takeReactions = async (tx: Tx, userId: Id, limit: number): Promise<ReactionRow[]> => {
  const rows = (await tx('reactions').where({ user_id: userId }).limit(limit).forUpdate()) as ReactionRow[];
  if (rows.length > 0)
    await tx('reactions')
      .where({ user_id: userId })
      .whereIn(
        ['target_type', 'target_id', 'type'],
        rows.map((row) => [row.target_type, row.target_id, row.type]),
      )
      .delete();
  return rows;
};

/** Makes the next reactions of an account, at most `limit`, count or not; gives what they are to. */
export const recountReactions = async (
  tx: Tx,
  { userId, counted, limit }: { userId: Id; counted: boolean; limit: number },
): Promise<Omit<ReactionKey, 'user_id'>[]> => {
  const rows = await tx('reactions')
    .where({ user_id: userId, counted: !counted })
    .limit(limit)
    .forUpdate()
    .select<Omit<ReactionKey, 'user_id'>[]>('target_type', 'target_id', 'type');
  if (rows.length === 0) return [];
  await tx('reactions')
    .where({ user_id: userId })
    .whereIn(
      ['target_type', 'target_id', 'type'],
      rows.map((row) => [row.target_type, row.target_id, row.type]),
    )
    .update({ counted });
  return rows;
};
