import { receipt, state, type Id, type Receipt } from '@concord/contracts';
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

export interface Changed {
  /** As it is now. */
  readonly bond: Bond;
  /** The row of `relations` that says what the other is to me now: by its receipt my reads elsewhere follow. */
  readonly changed: readonly Receipt[];
}

/**
 * Changes what is between two people, alone with it: edges, both rows of `relations` and the events in one transaction. Whatever
 * two people do to each other at once happens one after the other. Two people who never met and do not meet now leave no rows.
 */
export const changeBond = (db: Db, { me, other, at, change }: BondChange): Promise<Changed> =>
  transaction(db, async (tx) => {
    const known = await lockPair(tx, me, other);
    if (known === null && sameBond(change(noBond), noBond)) return { bond: noBond, changed: [] };
    const pair = known ?? (await makePair(tx, me, other));
    const before = await readBond(tx, me, other);
    const bond = change(before);
    if (sameBond(before, bond)) return { bond, changed: [mineAt(me, other, pair.mine.version)] };
    await writeEdges(tx, me, other, before, bond, at);
    const versions = new Map([
      [me, await setRelation(tx, pair.mine, relationIn(bond))],
      [other, await setRelation(tx, pair.theirs, relationIn(turned(bond)))],
    ]);
    for (const { event, actorId, targetId } of happenings(me, other, before, bond))
      await publish(tx, event, actorId, { actorId, targetId, version: versions.get(actorId) ?? 1 });
    return { bond, changed: [mineAt(me, other, versions.get(me) ?? 1)] };
  });

const mineAt = (me: Id, other: Id, version: number): Receipt => receipt(state.user.relations, [me, other], version);
