import { reachOf } from '@concord/audience';
import type { Id, Reach } from '@concord/contracts';
import { upsertNewer, type Reader, type Tx } from '@concord/platform';
import type { Person } from '../domain/person.ts';
import { reachChange } from '../domain/reach.ts';
import { requestRewrites } from './reach-changes.ts';

/** A row of the copy of state.user.profiles. */
export interface PersonRow {
  readonly id: Id;
  readonly username: string;
  readonly display_name: string;
  readonly avatar_url: string | null;
  readonly status: Person['status'];
  readonly profile_visibility: Person['profileVisibility'];
  readonly version: number;
}

export const personOf = (row: PersonRow): Person => ({
  id: row.id,
  username: row.username,
  displayName: row.display_name,
  avatarUrl: row.avatar_url,
  status: row.status,
  profileVisibility: row.profile_visibility,
  version: row.version,
});

const rowOf = (person: Person): PersonRow => ({
  id: person.id,
  username: person.username,
  display_name: person.displayName,
  avatar_url: person.avatarUrl,
  status: person.status,
  profile_visibility: person.profileVisibility,
  version: person.version,
});

/** Null where the person has not arrived yet. */
export const findPerson = async (reader: Reader, id: Id): Promise<Person | null> => {
  const row = (await reader('people').where({ id }).first()) as PersonRow | undefined;
  return row === undefined ? null : personOf(row);
};

/**
 * The person as last committed, held still until the transaction ends: nobody changes them meanwhile.
 *
 * This is what keeps a new post from outliving a privacy change with too wide a reach. Whoever applies the change must wait for this lock;
 * they ask for the rewriting after they have it, and so it sees the post. Whoever comes later than the change reads its result here.
 */
export const holdPerson = async (tx: Tx, id: Id): Promise<Person | null> => {
  const row = (await tx('people').where({ id }).forShare().first()) as PersonRow | undefined;
  return row === undefined ? null : personOf(row);
};

/** How far the person lets anything reach, held still like `holdPerson`; null for somebody unknown. */
export const holdReach = async (tx: Tx, id: Id): Promise<Reach | null> => {
  const person = await holdPerson(tx, id);
  return person && reachOf(person);
};

/**
 * Takes over what is not older than the copy, and asks for the rewriting of posts where an author's reach is another one now. Both in
 * one transaction: while an author's posts admit more people than their profile, their row of `narrowings` says so.
 */
export const putPeople = async (tx: Tx, people: readonly Person[]): Promise<void> => {
  const held = await lockPeople(
    tx,
    people.map(({ id }) => id),
  );
  await upsertNewer(tx, 'people', ['id'], people.map(rowOf) as unknown as Record<string, unknown>[]);
  const changes = people.map((person) => reachChange(held.get(person.id), person));
  await requestRewrites(
    tx,
    changes.filter((change) => change !== null),
  );
};

/** In the order of the key, so that two transactions never wait for each other. */
const lockPeople = async (tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, Person>> => {
  const rows = (await tx('people').whereIn('id', ids).orderBy('id').forUpdate()) as PersonRow[];
  return new Map(rows.map((row) => [row.id, personOf(row)]));
};
