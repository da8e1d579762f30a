import { canSeeCard, relationOf, stranger, type Relation, type RelationRow, type Viewer } from '@concord/audience';
import { errors, type Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { freshnessMs } from '../domain/freshness.ts';
import type { Person } from '../domain/person.ts';
import { findPerson } from '../store/people.ts';

/** What the copy says that an author is to a viewer; people without a row are strangers. */
export const findRelation = async (reader: Reader, viewer: Viewer, author: Id): Promise<Relation> => {
  if (viewer === null) return stranger;
  const row = (await reader('relations').where({ viewer_id: viewer, author_id: author }).first()) as
    RelationRow | undefined;
  return relationOf(row);
};

/**
 * The profile of someone who is about to write, where our copy cannot be relied on: it lacks them, or is too old to know how far they
 * let their posts reach. Null where the copy will do. Throws `unavailable` when nobody can tell.
 */
export const profileToAdd = async ({ db, copies, user }: Deps, id: Id): Promise<Person | null> => {
  const relied = (await copies.isFresh(freshnessMs)) && (await findPerson(db, id)) !== null;
  if (relied) return null;
  const profile = await user.profile(id);
  if (profile === null) throw errors.unavailable('Your profile is not ready yet', { retryAfter: 1 });
  return profile;
};

/** Throws `not_found` unless there is such a person and the viewer may know of them; asks user for someone who has not arrived. */
export const assertKnown = async ({ db, user }: Deps, viewer: Viewer, id: Id): Promise<void> => {
  const [person, relation] = await Promise.all([
    findPerson(db, id).then((found) => found ?? user.profile(id)),
    findRelation(db, viewer, id),
  ]);
  if (person === null || !canSeeCard(viewer, relation, person)) throw errors.notFound();
};
