import { canSeeCard, canSeeLists, shownStatuses, type Relation, type Viewer } from '@concord/audience';
import { errors, type Id } from '@concord/contracts';
import { relationIn, type Bond } from './domain/bond.ts';
import type { Profile } from './domain/profile.ts';

/** An active account may write; a suspended one may only read, and end what it began. */
export const mayWrite = (me: Profile): void => {
  if (!isActive(me)) throw errors.forbidden('This account is not active');
};

/** Following, befriending or blocking oneself means nothing. */
export const mustBeAnother = (me: Id, other: Id): void => {
  if (me === other) throw errors.impossible('That is yourself');
};

/** Whoever is not active, or shut off from the viewer by a block of either, does not exist for the viewer. */
export function mayKnow(viewer: Viewer, relation: Relation, person: Profile | null): asserts person is Profile {
  if (person === null || !canSeeCard(viewer, relation, person)) throw errors.notFound();
}

/** Who may not see the lists of a person is told the same as if there were no such person. */
export function maySeeLists(viewer: Viewer, relation: Relation, person: Profile | null): asserts person is Profile {
  if (person === null || !canSeeLists(viewer, relation, person)) throw errors.notFound();
}

/** One may turn to somebody one may know of. */
export const mayTurnTo = (me: Id, bond: Bond, them: Profile | null): void => mayKnow(me, relationIn(bond), them);

/**
 * Anybody active may be blocked, also who blocks me: a block that must wait until the other lifts theirs would protect nobody.
 * It tells nothing new, since cards are shown to people without an account. A block that stands may be repeated for ever.
 */
export const mayBlock = (bond: Bond, them: Profile | null): void => {
  if (!bond.mine.block && !isActive(them)) throw errors.notFound();
};

/** Only who asked can be accepted; repeating it changes nothing. */
export const mayAcceptFollower = (me: Id, bond: Bond, them: Profile | null): void => {
  mayTurnTo(me, bond, them);
  if (bond.theirs.follow === 'none') throw errors.notFound();
};

export const mayAcceptFriend = (me: Id, bond: Bond, them: Profile | null): void => {
  mayTurnTo(me, bond, them);
  if (bond.friendship === 'none' || bond.friendship === 'sent') throw errors.notFound();
};

const isActive = (person: Profile | null): boolean => person !== null && shownStatuses.includes(person.status);
