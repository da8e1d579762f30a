import type { Batch } from '../kafka/port.ts';
import type { Db, Tx } from '../mysql/database.ts';

/** A partition counts as behind when changes wait and the last one applied is older than this. */
const behindAfterMs = 1_000;
const believedMs = 500;

/**
 * Writes down, with the effect, how far behind a partition is: the commit time of the last change applied while more wait.
 * Under ordinary load nothing is written; a partition that has just come to this process is written once. `keep` gives what is to be called
 * once its transaction is committed: only then is what it wrote believed to be there.
 */
export const positionKeeper = () => {
  const held = new Map<string, boolean>();
  return {
    /** Forgets what other processes may have written meanwhile. */
    clear: () => held.clear(),
    keep: async (
      tx: Tx,
      { topic, partition }: Pick<Batch, 'topic' | 'partition'>,
      waiting: number,
      committedAt: number,
    ): Promise<() => void> => {
      const behind = waiting > 0 && Date.now() - committedAt > behindAfterMs;
      const key = `${topic}/${partition}`;
      if (!behind && held.get(key) === false) return () => undefined;
      held.delete(key);
      await tx.raw(
        'INSERT INTO stream_positions (topic, partition_number, behind_at) VALUES (?, ?, ?) AS incoming ON DUPLICATE KEY UPDATE behind_at = incoming.behind_at',
        [topic, partition, (behind ? new Date(committedAt) : null) as Date],
      );
      return () => void held.set(key, behind);
    },
  };
};

/** Up to when a database has followed all its streams; see `watermarkOf`. */
export interface Watermark {
  (): Promise<Date | null>;
}

/**
 * The commit time up to which every change is in the copies: the oldest of the newest canary beats, or where a partition is
 * known to be further behind, its position. Null before the first canary. Asked of MySQL at most every 500 ms, once for all callers;
 * the same answer in every process of the service.
 */
export const watermarkOf = (db: Db, topics: readonly string[]): Watermark => {
  let answer: Promise<Date | null> | undefined;
  let askedAt = 0;
  const ask = async (): Promise<Date | null> => {
    const [[row]] = (await db.raw(
      `SELECT (SELECT MIN(beat_at) FROM canary_copy) AS beat,
              (SELECT MIN(behind_at) FROM stream_positions WHERE topic IN (${topics.map(() => '?').join(', ')})) AS behind`,
      [...topics],
    )) as [[{ beat: Date | null; behind: Date | null }]];
    if (row.beat === null || row.behind === null) return row.beat;
    return row.behind < row.beat ? row.behind : row.beat;
  };
  return () => {
    const now = performance.now();
    if (answer !== undefined && now - askedAt < believedMs) return answer;
    askedAt = now;
    const mine = ask();
    answer = mine;
    mine.catch(() => {
      if (answer === mine) answer = undefined;
    });
    return mine;
  };
};

/** Whether copies followed up to the watermark are at most so old. */
export const isYounger = (watermark: Date | null, maxAgeMs: number): boolean =>
  watermark !== null && Date.now() - watermark.getTime() <= maxAgeMs;
