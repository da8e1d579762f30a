import { events, type Id } from '@concord/contracts';
import type { Bond, Follow } from './bond.ts';

export interface Happening {
  readonly event: typeof events.relationFollowed;
  readonly actorId: Id;
  readonly targetId: Id;
}

/** What the world is told of a change that `me` made to the bond with `other`: beginnings only, ends are nobody's news. */
export const happenings = (me: Id, other: Id, before: Bond, after: Bond): Happening[] => [
  ...followHappenings(me, other, before.mine.follow, after.mine.follow),
  ...followHappenings(other, me, before.theirs.follow, after.theirs.follow),
  ...when(before.friendship !== 'sent' && after.friendship === 'sent', events.relationFriendRequested, me, other),
  ...when(before.friendship !== 'friends' && after.friendship === 'friends', events.relationFriendAccepted, me, other),
  ...when(!before.mine.block && after.mine.block, events.relationBlocked, me, other),
];

const followHappenings = (follower: Id, followed: Id, before: Follow, after: Follow): Happening[] => [
  ...when(before === 'none' && after === 'pending', events.relationFollowRequested, follower, followed),
  ...when(before !== 'accepted' && after === 'accepted', events.relationFollowed, follower, followed),
];

const when = (happened: boolean, event: Happening['event'], actorId: Id, targetId: Id): Happening[] =>
  happened ? [{ event, actorId, targetId }] : [];
