import { stranger } from '@concord/audience';
import type { AccountStatus, Audience } from '@concord/contracts';
import { expect, test } from '@jest/globals';
import { noBond, type Bond } from './domain/bond.ts';
import type { Profile } from './domain/profile.ts';
import {
  mayAcceptFollower,
  mayAcceptFriend,
  mayBlock,
  mayKnow,
  maySeeLists,
  mayTurnTo,
  mayWrite,
  mustBeAnother,
} from './policy.ts';

const person = (status: AccountStatus = 'active', profileVisibility: Audience = 'public'): Profile => ({
  ...{ id: 2, username: 'bob', displayName: 'Bob', bio: null, avatarUrl: null, coverUrl: null, location: null },
  ...{ website: null, status, profileVisibility, searchVisibility: 'public', emailVisibility: 'private' },
  ...{ phoneVisibility: 'private', createdAt: new Date(0), version: 1 },
});
const bond = (own: Partial<Bond> = {}): Bond => ({ ...noBond, ...own });
const iBlock = bond({ mine: { follow: 'none', block: true, mute: false } });
const theyBlock = bond({ theirs: { follow: 'none', block: true, mute: false } });
const theyAsk = bond({ theirs: { follow: 'pending', block: false, mute: false }, friendship: 'received' });
const iAsk = bond({ mine: { follow: 'pending', block: false, mute: false }, friendship: 'sent' });

const answerOf = (rule: () => void): string => {
  try {
    rule();
    return 'yes';
  } catch (error) {
    return (error as { spec: { code: string } }).spec.code;
  }
};

test.each([
  ['active', 'yes'],
  ['suspended', 'forbidden'],
  ['banned', 'forbidden'],
  ['deleted', 'forbidden'],
] as const)('a %s account may write: %s', (status, answer) => {
  expect(answerOf(() => mayWrite(person(status)))).toBe(answer);
});

test('one cannot turn to oneself', () => {
  expect(answerOf(() => mustBeAnother(1, 1))).toBe('impossible');
  expect(answerOf(() => mustBeAnother(1, 2))).toBe('yes');
});

test.each<[string, Bond, Profile | null, Record<string, string>]>([
  ['a stranger', noBond, person(), { turn: 'yes', block: 'yes', follower: 'not_found', friend: 'not_found' }],
  ['who asked', theyAsk, person(), { turn: 'yes', block: 'yes', follower: 'yes', friend: 'yes' }],
  ['whom I asked', iAsk, person(), { turn: 'yes', block: 'yes', follower: 'not_found', friend: 'not_found' }],
  ['whom I block', iBlock, person(), { turn: 'not_found', block: 'yes', follower: 'not_found', friend: 'not_found' }],
  [
    'who blocks me',
    theyBlock,
    person(),
    { turn: 'not_found', block: 'yes', follower: 'not_found', friend: 'not_found' },
  ],
  [
    'who asked and was banned',
    theyAsk,
    person('banned'),
    { turn: 'not_found', block: 'not_found', follower: 'not_found', friend: 'not_found' },
  ],
  [
    'whom I block and who was banned',
    iBlock,
    person('banned'),
    { turn: 'not_found', block: 'yes', follower: 'not_found', friend: 'not_found' },
  ],
  ['nobody', noBond, null, { turn: 'not_found', block: 'not_found', follower: 'not_found', friend: 'not_found' }],
])('towards %s', (_, between, them, answers) => {
  expect({
    turn: answerOf(() => mayTurnTo(1, between, them)),
    block: answerOf(() => mayBlock(between, them)),
    follower: answerOf(() => mayAcceptFollower(1, between, them)),
    friend: answerOf(() => mayAcceptFriend(1, between, them)),
  }).toEqual(answers);
});

test('a profile that is not public is known to a stranger, its lists are not', () => {
  expect(answerOf(() => mayKnow(null, stranger, person('active', 'private')))).toBe('yes');
  expect(answerOf(() => maySeeLists(null, stranger, person('active', 'followers')))).toBe('not_found');
  expect(answerOf(() => maySeeLists(1, { ...stranger, follows: true }, person('active', 'followers')))).toBe('yes');
});
