import type { Relation } from '@concord/audience';

export type Follow = 'none' | 'pending' | 'accepted';

/** What one of two people does towards the other. */
export interface Side {
  readonly follow: Follow;
  readonly block: boolean;
}

/** All that is between two people, seen by one of them. */
export interface Bond {
  readonly mine: Side;
  readonly theirs: Side;
  readonly friendship: 'none' | 'sent' | 'received' | 'friends';
}

const nothing: Side = { follow: 'none', block: false };
export const noBond: Bond = { mine: nothing, theirs: nothing, friendship: 'none' };

const otherWay = { none: 'none', sent: 'received', received: 'sent', friends: 'friends' } as const;

/** The same bond, seen by the other. */
export const turned = ({ mine, theirs, friendship }: Bond): Bond => ({
  mine: theirs,
  theirs: mine,
  friendship: otherWay[friendship],
});

/** What the other is to me, as their row of `relations` says it. Muting is no part of a bond: nobody mutes yet. */
export const relationIn = ({ mine, theirs, friendship }: Bond): Relation => ({
  follows: mine.follow === 'accepted',
  friend: friendship === 'friends',
  blocks: mine.block,
  blockedBy: theirs.block,
  mutes: false,
});

const withMyFollow = (bond: Bond, follow: Follow): Bond => ({ ...bond, mine: { ...bond.mine, follow } });
const withTheirFollow = (bond: Bond, follow: Follow): Bond => ({ ...bond, theirs: { ...bond.theirs, follow } });

/** I follow them, at once where their profile is open to everyone; else I ask. Who follows already stays a follower. */
export const followed = (bond: Bond, isOpen: boolean): Bond =>
  withMyFollow(bond, isOpen || bond.mine.follow === 'accepted' ? 'accepted' : 'pending');

export const unfollowed = (bond: Bond): Bond => withMyFollow(bond, 'none');
export const followerAccepted = (bond: Bond): Bond => withTheirFollow(bond, 'accepted');
export const followerRemoved = (bond: Bond): Bond => withTheirFollow(bond, 'none');

/** I ask them to be a friend; where they have asked me, that makes us friends. */
export const friendRequested = (bond: Bond): Bond => ({
  ...bond,
  friendship: bond.friendship === 'received' || bond.friendship === 'friends' ? 'friends' : 'sent',
});

export const friendAccepted = (bond: Bond): Bond => ({ ...bond, friendship: 'friends' });
export const friendRemoved = (bond: Bond): Bond => ({ ...bond, friendship: 'none' });

/** Ends all that ties us, both ways; a block of theirs stays theirs. */
export const blocked = ({ theirs }: Bond): Bond => ({
  mine: { follow: 'none', block: true },
  theirs: { follow: 'none', block: theirs.block },
  friendship: 'none',
});

export const unblocked = (bond: Bond): Bond => ({ ...bond, mine: { ...bond.mine, block: false } });

export const sameBond = (one: Bond, other: Bond): boolean =>
  one.friendship === other.friendship && sameSide(one.mine, other.mine) && sameSide(one.theirs, other.theirs);

const sameSide = (one: Side, other: Side) => one.follow === other.follow && one.block === other.block;
