import { reachOf } from '@concord/audience';
import { holdPerson, putPeople as copyPeople, type Person, type PersonChange } from '@concord/community';
import type { Id, Reach } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import { changeReach } from './reach-changes.ts';
import { changeSharers } from './shares.ts';

/** How far the person lets anything reach, held still until the transaction ends; null for somebody unknown. */
export const holdReach = async (tx: Tx, id: Id): Promise<Reach | null> => {
  const person = await holdPerson(tx, id);
  return person && reachOf(person);
};

/** What changes of people mean for what they wrote. */
export const changePeople = async (tx: Tx, changes: readonly PersonChange[]): Promise<void> => {
  await changeReach(tx, changes);
  await changeSharers(tx, changes);
};

/** Puts people into the copy as its consumer does. */
export const putPeople = async (tx: Tx, people: readonly Person[]): Promise<void> =>
  changePeople(tx, await copyPeople(tx, people));
