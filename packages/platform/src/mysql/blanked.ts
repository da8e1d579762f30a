import type { Query } from './database.ts';

/**
 * Raises once more the version of rows that an update before it, in the same transaction, has blanked. Debezium's record of a change also
 * carries the row before it: after one update the newest record of the key, which compaction keeps for good, would still say what was
 * blanked. Each update is a change of its own, so after this one the newest record is blank before and after.
 */
export const forgetBefore = async (rows: Query): Promise<void> => {
  await rows.increment('version', 1);
};
