import { expect, test } from '@jest/globals';
import { audiences, type Audience, type Person, type Reach } from './rules.ts';
import { isNarrower, narrower, reachOf, searchWidthOf, widthOf } from './width.ts';

const ada: Person = { id: 2, status: 'active', profileVisibility: 'followers', searchVisibility: 'friends' };

test('the narrower of two is the one that admits fewer, in either order', () => {
  expect(narrower('public', 'friends')).toBe('friends');
  expect(narrower('friends', 'public')).toBe('friends');
  expect(narrower('private', 'followers')).toBe('private');
});

test('an audience is never widened by its reach', () => {
  for (const audience of audiences) expect(narrower(audience, 'public')).toBe(audience);
});

test('nothing is left within no reach', () => {
  for (const audience of audiences) expect(narrower(audience, 'none')).toBe('none');
});

test('a word that nobody knows is narrowed to nothing', () => {
  expect(narrower('custom' as Audience, 'public')).toBe('none');
  expect(narrower('public', 'custom' as Reach)).toBe('none');
});

test('an active author reaches as far as their profile, any other nowhere', () => {
  expect(reachOf(ada)).toBe('followers');
  for (const status of ['suspended', 'banned', 'deleted', 'pending'] as const)
    expect(reachOf({ ...ada, status })).toBe('none');
});

test('an item is as wide as its audience within its author’s reach', () => {
  expect(widthOf(ada, { audience: 'public' })).toBe('followers');
  expect(widthOf(ada, { audience: 'friends' })).toBe('friends');
  expect(widthOf({ ...ada, status: 'banned' }, { audience: 'public' })).toBe('none');
});

test('who finds a person depends on their search setting and account, not on their profile', () => {
  expect(searchWidthOf({ ...ada, profileVisibility: 'private' })).toBe('friends');
  expect(searchWidthOf({ ...ada, status: 'deleted' })).toBe('none');
});

test('each width is narrower than all before it and no other', () => {
  const widths = ['public', 'followers', 'friends', 'private', 'none'] as const;
  for (const [at, from] of widths.entries())
    for (const [where, to] of widths.entries())
      expect([from, to, isNarrower(to, from)]).toEqual([from, to, where > at]);
});
