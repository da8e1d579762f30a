import { expect, test } from '@jest/globals';
import { relationOf } from './relation.ts';
import { stranger } from './rules.ts';

test('a row says what the author is to the viewer', () => {
  expect(relationOf({ follows: 1, friend: 0, blocks: 0, blocked_by: 1, mutes: 0 })).toEqual({
    follows: true,
    friend: false,
    blocks: false,
    blockedBy: true,
    mutes: false,
  });
});

test('people without a row are strangers', () => {
  expect(relationOf(undefined)).toEqual(stranger);
});
