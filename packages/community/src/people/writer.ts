import { errors, type Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import { freshnessMs, type Copies } from '../copies.ts';
import type { Person } from './person.ts';
import { findPerson, holdPerson, putPeople } from './store.ts';

/** Only an active account writes; a suspended one may still read and delete. */
const mayWrite = (author: Person): void => {
  if (author.status !== 'active') throw errors.forbidden('This account is not active');
};

/**
 * The profile of someone who is about to write, where our copy cannot be relied on: it lacks them, or is too old to know how they stand.
 * Null where the copy will do. Throws `unavailable` when nobody can tell.
 */
const profileToAdd = async ({ db, copies, user }: Copies, id: Id): Promise<Person | null> => {
  const relied = (await copies.isFresh(freshnessMs)) && (await findPerson(db, id)) !== null;
  if (relied) return null;
  const profile = await user.profile(id);
  if (profile === null) throw errors.unavailable('Your profile is not ready yet', { retryAfter: 1 });
  return profile;
};

/**
 * Makes sure, before a transaction, that somebody who writes is known; gives what holds them still within it (`holdPerson`), and throws
 * `forbidden` where their account is not active. `put` takes over a profile that had to be asked for.
 */
export const writer = async (
  deps: Copies,
  id: Id,
  put: (tx: Tx, people: readonly Person[]) => Promise<unknown> = putPeople,
): Promise<(tx: Tx) => Promise<Person>> => {
  const profile = await profileToAdd(deps, id);
  return async (tx) => {
    if (profile !== null) await put(tx, [profile]);
    const author = await holdPerson(tx, id);
    if (author === null) throw errors.unavailable();
    mayWrite(author);
    return author;
  };
};
