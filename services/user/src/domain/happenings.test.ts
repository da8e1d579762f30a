import { expect, test } from '@jest/globals';
import {
  blocked,
  followed,
  followerAccepted,
  friendAccepted,
  friendRequested,
  muted,
  noBond,
  turned,
  unfollowed,
} from './bond.ts';
import { happenings } from './happenings.ts';

const told = (...[before, after]: [typeof noBond, typeof noBond]) =>
  happenings(1, 2, before, after).map(({ event, actorId, targetId }) => `${actorId} ${event.type} ${targetId}`);

const asked = followed(noBond, false);

test.each([
  ['a follow', noBond, followed(noBond, true), ['1 relation.followed 2']],
  ['a request to follow', noBond, asked, ['1 relation.follow_requested 2']],
  ['a request that became a follow', asked, followed(asked, true), ['1 relation.followed 2']],
  [
    'an acceptance, as a follow by who asked',
    turned(asked),
    followerAccepted(turned(asked)),
    ['2 relation.followed 1'],
  ],
  ['a request to be friends', noBond, friendRequested(noBond), ['1 relation.friend_requested 2']],
  [
    'an acceptance, by who accepted',
    { ...noBond, friendship: 'received' as const },
    friendAccepted(noBond),
    ['1 relation.friend_accepted 2'],
  ],
  [
    'a block, and nothing of what it ends',
    followed(noBond, true),
    blocked(followed(noBond, true)),
    ['1 relation.blocked 2'],
  ],
  ['no end', followed(noBond, true), unfollowed(followed(noBond, true)), []],
  ['no mute', noBond, muted(noBond), []],
  ['nothing where nothing changed', asked, asked, []],
])('tells of %s', (_, before, after, expected) => {
  expect(told(before, after)).toEqual(expected);
});
