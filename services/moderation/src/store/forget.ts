import type { Id } from '@concord/contracts';
import { transaction, type Db } from '@concord/platform';

/** How long decided cases with their reports, the log, and days of reporting are kept, in days. */
export const keptDays = { cases: 365, log: 730, reporters: 2 };
/** Rows deleted in one statement, and cases in one transaction. */
const rows = 5_000;
const cases = 100;

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);

/** Deletes, in chunks, what is older than it is kept. What is not decided is kept. */
export const forgetBefore = async (db: Db, now: Date, stopped: () => boolean = () => false): Promise<void> => {
  const until = async (deleteSome: () => Promise<number>, most: number) => {
    while (!stopped() && (await deleteSome()) >= most);
  };
  const [log, day] = [daysBefore(now, keptDays.log), daysBefore(now, keptDays.reporters)];
  await until(() => forgetCases(db, daysBefore(now, keptDays.cases)), cases);
  await until(() => db('moderation_log').where('created_at', '<', log).limit(rows).delete(), rows);
  await until(() => db('reporters').where('day', '<', day).limit(rows).delete(), rows);
};

/** Forgets the next decided cases and their reports; gives how many cases. */
const forgetCases = (db: Db, before: Date): Promise<number> =>
  transaction(db, async (tx) => {
    const ids = (await tx('cases')
      .where('decided_at', '<', before)
      .whereNotNull('carried_out_at')
      .limit(cases)
      .pluck('id')) as Id[];
    await tx('reports').whereIn('case_id', ids).delete();
    return tx('cases').whereIn('id', ids).delete();
  });
