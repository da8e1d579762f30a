import { canSeeCard, isPlainlyPublic, stranger, type Item, type Relation, type Viewer } from '@concord/audience';
import { errors, type Id } from '@concord/contracts';
import { freshnessMs, type Copies } from '../copies.ts';
import type { Person } from './person.ts';
import { findRelation } from './relations.ts';
import { findPerson } from './store.ts';

/** An author, and what they are to a viewer: with an item's audience, all that decides who may read it. */
export interface Standing {
  /** Null where there is no such person. */
  readonly author: Person | null;
  readonly relation: Relation;
}

/**
 * How an author of an item stands to the viewer.
 *
 * Where a copy cannot be relied on, user is asked: for the author when their row is missing, or too old and not saying "plainly public";
 * for the relation whenever the copies are too old, because a block that has not arrived looks like no relation at all. When user does
 * not answer either, throws `stale`.
 */
export const standing = async (
  { db, copies, user }: Copies,
  viewer: Viewer,
  { userId, ...item }: Item & { readonly userId: Id },
): Promise<Standing> => {
  const [held, relation, fresh] = await Promise.all([
    findPerson(db, userId),
    findRelation(db, viewer, userId),
    viewer === userId || copies.isFresh(freshnessMs),
  ]);
  const relied = held !== null && (fresh || isPlainlyPublic(held, item));
  const [author, known] = await Promise.all([
    relied ? held : user.profile(userId),
    viewer === null ? stranger : fresh ? relation : user.relation(viewer, userId),
  ]).catch((cause: unknown) => {
    throw errors.stale(undefined, { cause, retryAfter: 1 });
  });
  return { author, relation: known };
};

/** Throws `not_found` unless there is such a person and the viewer may know of them; asks user for someone who has not arrived. */
export const assertKnown = async ({ db, user }: Copies, viewer: Viewer, id: Id): Promise<void> => {
  const [person, relation] = await Promise.all([
    findPerson(db, id).then((found) => found ?? user.profile(id)),
    findRelation(db, viewer, id),
  ]);
  if (person === null || !canSeeCard(viewer, relation, person)) throw errors.notFound();
};
