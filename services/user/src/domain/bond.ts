import type { Relation } from '@concord/audience';

export type Follow = 'none' | 'pending' | 'accepted';

/** What one of two people does towards the other. */
export interface Side {
  readonly follow: Follow;
  readonly block: boolean;
  readonly mute: boolean;
}

/** All that is between two people, seen by one of them. */
export interface Bond {
  readonly mine: Side;
  readonly theirs: Side;
  readonly friendship: 'none' | 'sent' | 'received' | 'friends';
}

const nothing: Side = { follow: 'none', block: false, mute: false };
export const noBond: Bond = { mine: nothing, theirs: nothing, friendship: 'none' };

const otherWay = { none: 'none', sent: 'received', received: 'sent', friends: 'friends' } as const;

/** The same bond, seen by the other. */
export const turned = ({ mine, theirs, friendship }: Bond): Bond => ({
  mine: theirs,
  theirs: mine,
  friendship: otherWay[friendship],
});

/** What the other is to me, as my row of `relations` says it. That they mute me stands in no row of mine. */
export const relationIn = ({ mine, theirs, friendship }: Bond): Relation => ({
  follows: mine.follow === 'accepted',
  friend: friendship === 'friends',
  blocks: mine.block,
  blockedBy: theirs.block,
  mutes: mine.mute,
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

/** Ends all that ties us, both ways; a block of theirs stays theirs, and a mute ties nobody. */
export const blocked = ({ mine, theirs }: Bond): Bond => ({
  mine: { ...mine, follow: 'none', block: true },
  theirs: { ...theirs, follow: 'none' },
  friendship: 'none',
});

export const unblocked = (bond: Bond): Bond => ({ ...bond, mine: { ...bond.mine, block: false } });

export const muted = (bond: Bond): Bond => ({ ...bond, mine: { ...bond.mine, mute: true } });
export const unmuted = (bond: Bond): Bond => ({ ...bond, mine: { ...bond.mine, mute: false } });

export const sameBond = (one: Bond, other: Bond): boolean =>
  one.friendship === other.friendship && sameSide(one.mine, other.mine) && sameSide(one.theirs, other.theirs);

const sameSide = (one: Side, other: Side) =>
  one.follow === other.follow && one.block === other.block && one.mute === other.mute;
