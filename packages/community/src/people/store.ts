import type { Id } from '@concord/contracts';
import { upsertNewer, type Reader, type Tx } from '@concord/platform';
import type { Person } from './person.ts';

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

const personOf = (row: PersonRow): Person => ({
  id: row.id,
  username: row.username,
  displayName: row.display_name,
  avatarUrl: row.avatar_url,
  status: row.status,
  profileVisibility: row.profile_visibility,
  version: row.version,
});

const rowOf = (person: Person) => ({
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
 * This is what keeps something new from outliving a change of its author. Whoever applies the change must wait for this lock; they ask
 * for the rewriting of what is written after they have it, and so it sees the new. Whoever comes later than the change reads its result
 * here.
 */
export const holdPerson = async (tx: Tx, id: Id): Promise<Person | null> => {
  const row = (await tx('people').where({ id }).forShare().first()) as PersonRow | undefined;
  return row === undefined ? null : personOf(row);
};

/** A person's newest row, and the one that the copy held before it; undefined for somebody new. */
export interface PersonChange {
  readonly before: Person | undefined;
  readonly after: Person;
}

/** Takes over what is not older than the copy, and tells what changed by it. */
export const putPeople = async (tx: Tx, people: readonly Person[]): Promise<PersonChange[]> => {
  const held = await lockPeople(
    tx,
    people.map(({ id }) => id),
  );
  await upsertNewer(tx, 'people', ['id'], people.map(rowOf));
  return people
    .map((after) => ({ before: held.get(after.id), after }))
    .filter(({ before, after }) => before === undefined || before.version <= after.version);
};

/** In the order of the key, so that two transactions never wait for each other. */
const lockPeople = async (tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, Person>> => {
  const rows = (await tx('people').whereIn('id', ids).orderBy('id').forUpdate()) as PersonRow[];
  return new Map(rows.map((row) => [row.id, personOf(row)]));
};
