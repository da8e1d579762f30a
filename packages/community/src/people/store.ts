import type { Id } from '@concord/contracts';
import { entityCopy, type Changed } from '../entity-copy.ts';
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

/** The copy of people: see `entityCopy`. */
export const {
  find: findPerson,
  hold: holdPerson,
  put: putPeople,
} = entityCopy<Person, PersonRow>('people', personOf, rowOf);

/** A person's newest profile, and the one before. */
export type PersonChange = Changed<Person>;
