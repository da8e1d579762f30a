import { describe, expect, test } from '@jest/globals';
import {
  canFindPerson,
  canSee,
  canSeeCard,
  canSeeLists,
  canSeeProfile,
  isForItsAuthorOnly,
  isMuted,
  isPlainlyPublic,
} from './can-see.ts';
import { stranger, type AccountStatus, type Audience, type Person, type Relation } from './rules.ts';

const viewer = 1;
const ada: Person = { id: 2, status: 'active', profileVisibility: 'public', searchVisibility: 'public' };
const follower: Relation = { ...stranger, follows: true };
const friend: Relation = { ...stranger, friend: true };
const inactive = ['suspended', 'banned', 'deleted', 'pending'] as const satisfies AccountStatus[];
const widths = ['public', 'followers', 'friends', 'private'] as const satisfies Audience[];

describe('an item', () => {
  test.each`
    audience       | profile        | anonymous | stranger | follower | friend
    ${'public'}    | ${'public'}    | ${true}   | ${true}  | ${true}  | ${true}
    ${'public'}    | ${'followers'} | ${false}  | ${false} | ${true}  | ${true}
    ${'public'}    | ${'friends'}   | ${false}  | ${false} | ${false} | ${true}
    ${'public'}    | ${'private'}   | ${false}  | ${false} | ${false} | ${false}
    ${'followers'} | ${'public'}    | ${false}  | ${false} | ${true}  | ${true}
    ${'followers'} | ${'followers'} | ${false}  | ${false} | ${true}  | ${true}
    ${'followers'} | ${'friends'}   | ${false}  | ${false} | ${false} | ${true}
    ${'followers'} | ${'private'}   | ${false}  | ${false} | ${false} | ${false}
    ${'friends'}   | ${'public'}    | ${false}  | ${false} | ${false} | ${true}
    ${'friends'}   | ${'followers'} | ${false}  | ${false} | ${false} | ${true}
    ${'friends'}   | ${'friends'}   | ${false}  | ${false} | ${false} | ${true}
    ${'friends'}   | ${'private'}   | ${false}  | ${false} | ${false} | ${false}
    ${'private'}   | ${'public'}    | ${false}  | ${false} | ${false} | ${false}
    ${'private'}   | ${'followers'} | ${false}  | ${false} | ${false} | ${false}
    ${'private'}   | ${'friends'}   | ${false}  | ${false} | ${false} | ${false}
    ${'private'}   | ${'private'}   | ${false}  | ${false} | ${false} | ${false}
  `('for $audience of a profile for $profile is seen by exactly whom both admit', ({ audience, profile, ...seen }) => {
    const author: Person = { ...ada, profileVisibility: profile as Audience };
    const item = { audience: audience as Audience };
    expect({
      anonymous: canSee(null, stranger, author, item),
      stranger: canSee(viewer, stranger, author, item),
      follower: canSee(viewer, follower, author, item),
      friend: canSee(viewer, friend, author, item),
    }).toEqual(seen);
    expect(canSee(author.id, stranger, author, item)).toBe(true);
  });

  test.each(inactive)('of a %s account is seen by its author only', (status) => {
    const author: Person = { ...ada, status };
    expect(canSee(viewer, friend, author, { audience: 'public' })).toBe(false);
    expect(canSee(null, stranger, author, { audience: 'public' })).toBe(false);
    expect(canSee(author.id, stranger, author, { audience: 'private' })).toBe(true);
  });

  test.each(['blocks', 'blockedBy'] as const)(
    'is not seen by a viewer whose relation says %s, friend or not',
    (flag) => {
      for (const audience of widths) expect(canSee(viewer, { ...friend, [flag]: true }, ada, { audience })).toBe(false);
    },
  );

  test('of a muted author is still read directly', () => {
    expect(canSee(viewer, { ...stranger, mutes: true }, ada, { audience: 'public' })).toBe(true);
    expect(isMuted({ ...stranger, mutes: true })).toBe(true);
    expect(isMuted(friend)).toBe(false);
  });

  test('is not opened to somebody without an account by a relation passed in error', () => {
    expect(canSee(null, friend, ada, { audience: 'friends' })).toBe(false);
  });

  test('with an audience that the table does not know is for its author only', () => {
    const item = { audience: 'custom' as Audience };
    expect(canSee(viewer, friend, ada, item)).toBe(false);
    expect(canSee(ada.id, stranger, ada, item)).toBe(true);
    expect(isForItsAuthorOnly(ada, item)).toBe(true);
  });

  test('is plainly public only where both its audience and its active author are', () => {
    expect(isPlainlyPublic(ada, { audience: 'public' })).toBe(true);
    expect(isPlainlyPublic(ada, { audience: 'followers' })).toBe(false);
    expect(isPlainlyPublic({ ...ada, profileVisibility: 'friends' }, { audience: 'public' })).toBe(false);
    expect(isPlainlyPublic({ ...ada, status: 'banned' }, { audience: 'public' })).toBe(false);
  });

  test('is for its author only where it, the profile or the account says so', () => {
    expect(isForItsAuthorOnly(ada, { audience: 'private' })).toBe(true);
    expect(isForItsAuthorOnly({ ...ada, profileVisibility: 'private' }, { audience: 'public' })).toBe(true);
    expect(isForItsAuthorOnly({ ...ada, status: 'suspended' }, { audience: 'public' })).toBe(true);
    expect(isForItsAuthorOnly(ada, { audience: 'friends' })).toBe(false);
  });
});

describe('a person', () => {
  const seenBy = (relation: Relation, person: Person, who: number | null = viewer) => ({
    card: canSeeCard(who, relation, person),
    page: canSeeProfile(who, relation, person),
    lists: canSeeLists(who, relation, person),
    found: canFindPerson(who, relation, person),
  });
  const everything = { card: true, page: true, lists: true, found: true };
  const nothing = { card: false, page: false, lists: false, found: false };

  test('with a public profile is open to everyone, also without an account', () => {
    expect(seenBy(stranger, ada)).toEqual(everything);
    expect(seenBy(stranger, ada, null)).toEqual(everything);
  });

  test.each`
    profile        | toStranger | toFollower | toFriend
    ${'followers'} | ${false}   | ${true}    | ${true}
    ${'friends'}   | ${false}   | ${false}   | ${true}
    ${'private'}   | ${false}   | ${false}   | ${false}
  `(
    'with a profile for $profile keeps page and lists for them, and shows others the card to follow by',
    ({ profile, toStranger, toFollower, toFriend }) => {
      const person: Person = { ...ada, profileVisibility: profile as Audience };
      const open = (page: unknown) => ({ card: true, page, lists: page, found: true });
      expect(seenBy(stranger, person)).toEqual(open(toStranger));
      expect(seenBy(follower, person)).toEqual(open(toFollower));
      expect(seenBy(friend, person)).toEqual(open(toFriend));
      expect(seenBy(stranger, person, null)).toEqual(open(false));
    },
  );

  test.each`
    search         | byAnonymous | byStranger | byFollower | byFriend
    ${'public'}    | ${true}     | ${true}    | ${true}    | ${true}
    ${'followers'} | ${false}    | ${false}   | ${true}    | ${true}
    ${'friends'}   | ${false}    | ${false}   | ${false}   | ${true}
    ${'private'}   | ${false}    | ${false}   | ${false}   | ${false}
  `('who lets themselves be found by $search is found by no one else', ({ search, ...found }) => {
    const person: Person = { ...ada, searchVisibility: search as Audience };
    expect({
      byAnonymous: canFindPerson(null, stranger, person),
      byStranger: canFindPerson(viewer, stranger, person),
      byFollower: canFindPerson(viewer, follower, person),
      byFriend: canFindPerson(viewer, friend, person),
    }).toEqual(found);
  });

  test.each(['blocks', 'blockedBy'] as const)('is unknown to a viewer whose relation says %s', (flag) => {
    expect(seenBy({ ...friend, [flag]: true }, ada)).toEqual(nothing);
  });

  test.each(inactive)('whose account is %s is unknown to all but themselves', (status) => {
    expect(seenBy(friend, { ...ada, status })).toEqual(nothing);
    expect(seenBy(stranger, { ...ada, status }, ada.id)).toEqual(everything);
  });
});
