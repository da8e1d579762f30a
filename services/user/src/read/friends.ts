import { cardsVisibleTo, only } from '@concord/audience';
import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import { newestFirst, type Listed, type Paged } from './newest-first.ts';

const sides = {
  /** They asked me. */
  received: { mine: 'e.friend_id', theirs: 'e.user_id' },
  /** I asked them. */
  sent: { mine: 'e.user_id', theirs: 'e.friend_id' },
} as const;

export type Direction = keyof typeof sides;

const friendships = (db: Reader, me: Id, direction: Direction, status: 'pending' | 'accepted', page: Paged) => {
  const { mine, theirs } = sides[direction];
  return db('friendships as e')
    .where({ [mine]: me, 'e.status': status })
    .modify(only(cardsVisibleTo(me, { person: theirs, people: 'profiles', relations: 'relations' })))
    .modify(newestFirst({ person: theirs, since: 'e.since' }, page));
};

/** Who asked me to be a friend, or whom I asked. */
export const friendRequestsOf = (db: Reader, me: Id, direction: Direction, page: Paged): Promise<Listed[]> =>
  friendships(db, me, direction, 'pending', page);

/** My friends, whoever of us asked: a page of each kind, each read in the order of its index, and the newest of both. */
export const friendsOf = async (db: Reader, me: Id, page: Paged): Promise<Listed[]> => {
  const pages = await Promise.all([
    friendships(db, me, 'received', 'accepted', page) as Promise<Listed[]>,
    friendships(db, me, 'sent', 'accepted', page) as Promise<Listed[]>,
  ]);
  return pages
    .flat()
    .toSorted((one, other) => other.since.getTime() - one.since.getTime() || other.id - one.id)
    .slice(0, page.limit + 1);
};
