import type { Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';

/** The day of UTC, as MySQL writes it. */
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Holds who reports until the transaction ends: of several reports by one account, each sees the one before. */
export const holdReporter = async (tx: Tx, userId: Id, at: Date): Promise<void> => {
  await tx.raw(
    `INSERT INTO reporters (user_id, day, reports) VALUES (?, ?, 0)
     ON DUPLICATE KEY UPDATE reports = IF(day = VALUES(day), reports, 0), day = VALUES(day)`,
    [userId, dayOf(at)],
  );
};

/** Counts one more report of who is held; gives how many they made on this day with it. */
export const countReport = async (tx: Tx, userId: Id): Promise<number> => {
  await tx('reporters').where({ user_id: userId }).increment('reports', 1);
  const row = await tx('reporters').where({ user_id: userId }).first<{ reports: number } | undefined>('reports');
  return row?.reports ?? 0;
};
