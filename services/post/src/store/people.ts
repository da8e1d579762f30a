import { reachOf } from '@concord/audience';
import { holdPerson, putPeople as copyPeople, type Person } from '@concord/community';
import type { Id, Reach } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import { changeReach } from './reach-changes.ts';

/** How far the person lets anything reach, held still until the transaction ends; null for somebody unknown. */
export const holdReach = async (tx: Tx, id: Id): Promise<Reach | null> => {
  const person = await holdPerson(tx, id);
  return person && reachOf(person);
};

/** Puts people into the copy as its consumer does. */
export const putPeople = async (tx: Tx, people: readonly Person[]): Promise<void> =>
  changeReach(tx, await copyPeople(tx, people));
