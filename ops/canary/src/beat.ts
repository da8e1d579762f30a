import type { Db } from '@concord/platform';

/**
 * Rows whose keys fall on partitions 0, 1 and 2 of a three-partition topic by Kafka's default partitioner (murmur2 of the
 * JSON key `{"id":n}`); a test recomputes it.
 */
export const canaryIds = [1, 2, 4] as const;

/** Writes one canary per partition, in one transaction, with the database's own time. */
export const beat = async (db: Db): Promise<void> => {
  const rows = canaryIds.map(() => '(?, UTC_TIMESTAMP(3), 1)').join(', ');
  await db.raw(
    `INSERT INTO canary (id, beat_at, version) VALUES ${rows}
     AS new ON DUPLICATE KEY UPDATE beat_at = new.beat_at, version = canary.version + 1`,
    [...canaryIds],
  );
};
