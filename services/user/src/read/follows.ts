import { cardsVisibleTo, only, type Viewer } from '@concord/audience';
import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import { newestFirst, type Listed, type Paged } from './newest-first.ts';

const people = { people: 'profiles', relations: 'relations' };
const follower = 'e.follower_id';
const followed = 'e.following_id';
const since = 'e.since';

/** Who follows somebody, of those whom the viewer may know of. */
export const followersOf = (db: Reader, viewer: Viewer, id: Id, page: Paged): Promise<Listed[]> =>
  db('follows as e')
    .where({ 'e.following_id': id, 'e.status': 'accepted', 'e.follower_active': 1 })
    .modify(only(cardsVisibleTo(viewer, { person: follower, ...people })))
    .modify(newestFirst({ person: follower, since }, page));

/** Whom somebody follows, of those whom the viewer may know of. */
export const followedBy = (db: Reader, viewer: Viewer, id: Id, page: Paged): Promise<Listed[]> =>
  db('follows as e')
    .where({ 'e.follower_id': id, 'e.status': 'accepted', 'e.following_active': 1 })
    .modify(only(cardsVisibleTo(viewer, { person: followed, ...people })))
    .modify(newestFirst({ person: followed, since }, page));

/** Who asks to follow me. */
export const askingToFollow = (db: Reader, me: Id, page: Paged): Promise<Listed[]> =>
  db('follows as e')
    .where({ 'e.following_id': me, 'e.status': 'pending', 'e.follower_active': 1 })
    .modify(only(cardsVisibleTo(me, { person: follower, ...people })))
    .modify(newestFirst({ person: follower, since }, page));
