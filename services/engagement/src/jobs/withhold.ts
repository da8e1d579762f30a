import { holdPerson } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Db, Part, Pass, Query, Tx } from '@concord/platform';
import { trendKinds } from '../domain/happening.ts';
import { withhold, type Doing } from '../store/withheld.ts';
import { withholdings } from '../store/withholdings.ts';

const limit = 1_000;

/** The next of somebody's marks that are withheld and should not be, or the other way round. */
const next = (tx: Tx, actorId: Id, withheld: boolean): Query =>
  tx('marks')
    .where({ actor_id: actorId, withheld: !withheld })
    .whereIn('kind', trendKinds)
    .whereNotNull('hour')
    .orderBy(['day', 'kind', 'subject_id'])
    .limit(limit);

/**
 * Withholds what somebody did from what trends, or lets it trend again, as their account stands: as far back as marks are kept, which is
 * longer than any window. A mark and its hour change in one transaction, and each step reads the account anew.
 */
export const withholdPass: Pass<{ readonly actor_id: Id }, true> = {
  step: async (tx, { actor_id: actorId }) => {
    const person = await holdPerson(tx, actorId);
    if (person === null) return null;
    const withheld = person.status !== 'active';
    const doings = await next(tx, actorId, withheld)
      .forUpdate()
      .select<Doing[]>('kind', 'subject_id as postId', tx.raw('TIMESTAMPADD(HOUR, hour, day) AS at'));
    if (doings.length === 0) return null;
    await next(tx, actorId, withheld).update({ withheld });
    await withhold(tx, doings, withheld ? 1 : -1);
    return true;
  },
};

export const withholder = (db: Db): Part => withholdings.worker(db, withholdPass);
