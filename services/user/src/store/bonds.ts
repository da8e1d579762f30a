import type { Id } from '@concord/contracts';
import { publish, transaction, type Db } from '@concord/platform';
import { noBond, relationIn, sameBond, turned, type Bond } from '../domain/bond.ts';
import { happenings } from '../domain/happenings.ts';
import { readBond, writeEdges } from './edges.ts';
import { lockPair, makePair, setRelation } from './relations.ts';

export interface BondChange {
  readonly me: Id;
  readonly other: Id;
  readonly at: Date;
  /** What becomes of the bond; throws where that may not be. Pure: it may be asked more than once. */
  readonly change: (bond: Bond) => Bond;
}

/**
 * Changes what is between two people, alone with it: edges, both rows of `relations` and the events in one transaction. Whatever
 * two people do to each other at once happens one after the other. Two people who never met and do not meet now leave no rows.
 * Gives the bond as it is then.
 */
export const changeBond = (db: Db, { me, other, at, change }: BondChange): Promise<Bond> =>
  transaction(db, async (tx) => {
    const known = await lockPair(tx, me, other);
    if (known === null && sameBond(change(noBond), noBond)) return noBond;
    const pair = known ?? (await makePair(tx, me, other));
    const before = await readBond(tx, me, other);
    const after = change(before);
    if (sameBond(before, after)) return after;
    await writeEdges(tx, me, other, before, after, at);
    const versions = new Map([
      [me, await setRelation(tx, pair.mine, relationIn(after))],
      [other, await setRelation(tx, pair.theirs, relationIn(turned(after)))],
    ]);
    for (const { event, actorId, targetId } of happenings(me, other, before, after))
      await publish(tx, event, actorId, { actorId, targetId, version: versions.get(actorId) ?? 1 });
    return after;
  });
