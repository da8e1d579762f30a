import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  blocked,
  followed,
  followerAccepted,
  followerRemoved,
  friendAccepted,
  friendRemoved,
  friendRequested,
  muted,
  noBond,
  relationIn,
  sameBond,
  turned,
  unblocked,
  unfollowed,
  unmuted,
  type Bond,
} from './bond.ts';

const follow = fc.constantFrom('none', 'pending', 'accepted' as const) as fc.Arbitrary<Bond['mine']['follow']>;
const side = fc.record({ follow, block: fc.boolean(), mute: fc.boolean() });
const bonds: fc.Arbitrary<Bond> = fc.record({
  mine: side,
  theirs: side,
  friendship: fc.constantFrom<Bond['friendship']>('none', 'sent', 'received', 'friends'),
});

const changes = { unfollowed, followerRemoved, friendRemoved, blocked, unblocked, friendRequested, muted, unmuted };

describe('a change', () => {
  test.each(Object.entries(changes))('%s made twice is made once', (_, change) => {
    fc.assert(fc.property(bonds, (bond) => sameBond(change(change(bond)), change(bond))));
  });

  test('seen twice from the other side is what it was', () => {
    fc.assert(fc.property(bonds, (bond) => sameBond(turned(turned(bond)), bond)));
  });

  test('what I am told of them is what they are told of me, turned round', () => {
    fc.assert(
      fc.property(bonds, (bond) => {
        const [mine, theirs] = [relationIn(bond), relationIn(turned(bond))];
        expect([theirs.blockedBy, theirs.friend, theirs.blocks]).toEqual([mine.blocks, mine.friend, mine.blockedBy]);
      }),
    );
  });
});

test('a block leaves nothing that ties, and only blocks and mutes', () => {
  fc.assert(
    fc.property(bonds, (bond) => {
      const { mine, theirs, friendship } = blocked(bond);
      expect({ mine, theirs, friendship }).toEqual({
        mine: { follow: 'none', block: true, mute: bond.mine.mute },
        theirs: { follow: 'none', block: bond.theirs.block, mute: bond.theirs.mute },
        friendship: 'none',
      });
    }),
  );
});

test('a mute is told to the muter alone', () => {
  fc.assert(
    fc.property(bonds, (bond) => {
      expect(relationIn(muted(bond))).toEqual({ ...relationIn(bond), mutes: true });
      expect(relationIn(turned(muted(bond)))).toEqual(relationIn(turned(bond)));
    }),
  );
});

test('a follow of an open profile is one, of another a request, and a follower stays a follower', () => {
  expect(followed(noBond, true).mine.follow).toBe('accepted');
  expect(followed(noBond, false).mine.follow).toBe('pending');
  expect(followed(followed(noBond, false), true).mine.follow).toBe('accepted');
  expect(followed(followed(noBond, true), false).mine.follow).toBe('accepted');
  expect(followerAccepted(turned(followed(noBond, false))).theirs.follow).toBe('accepted');
});

test.each([
  ['none', 'sent'],
  ['sent', 'sent'],
  ['received', 'friends'],
  ['friends', 'friends'],
] as const)('asking where %s makes %s', (friendship, then) => {
  expect(friendRequested({ ...noBond, friendship }).friendship).toBe(then);
});

test('requests are no relation yet', () => {
  const asked = friendRequested(followed(noBond, false));
  expect(relationIn(asked)).toEqual(relationIn(noBond));
  expect(relationIn(friendAccepted(asked))).toMatchObject({ friend: true, follows: false });
});
