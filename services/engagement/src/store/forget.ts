import type { Db } from '@concord/platform';
import { bucketAt, hoursKeptDays, lengthOf } from '../domain/bucket.ts';

/** Events are kept for 7 days, and what is told of a day later than that is told again: its mark must be there still. */
const marksKeptDays = 8;
/** Rows deleted in one statement: transactions stay short. */
const rows = 5_000;

const daysBefore = (now: Date, days: number) => new Date(bucketAt('day', now).getTime() - days * lengthOf.day);

/** Deletes, in chunks, hours and marks that are older than they are kept. Days are kept for ever. */
export const forgetBefore = async (db: Db, now: Date, stopped: () => boolean = () => false): Promise<void> => {
  const until = async (deleteSome: () => Promise<number>) => {
    while (!stopped() && (await deleteSome()) >= rows);
  };
  const hour = { size: 'hour' };
  for (const table of ['post_buckets', 'author_buckets', 'tag_buckets'])
    await until(() => db(table).where(hour).where('at', '<', daysBefore(now, hoursKeptDays)).limit(rows).delete());
  await until(() => db('withheld_buckets').where('at', '<', daysBefore(now, hoursKeptDays)).limit(rows).delete());
  await until(() => db('marks').where('day', '<', daysBefore(now, marksKeptDays)).limit(rows).delete());
};
