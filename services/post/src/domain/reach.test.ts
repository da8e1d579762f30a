import { expect, test } from '@jest/globals';
import type { Person } from '@concord/community';
import { reachChange } from './reach.ts';

const someone = (own: Partial<Person> = {}): Person => ({
  id: 1,
  username: 'ada',
  displayName: 'Ada',
  avatarUrl: null,
  status: 'active',
  profileVisibility: 'public',
  version: 1,
  ...own,
});

test('only a profile with another reach changes anything', () => {
  const held = someone({ version: 3 });
  expect(reachChange({ before: held, after: someone({ version: 4, displayName: 'Ada L' }) })).toBeNull();
  expect(reachChange({ before: held, after: someone({ version: 4, profileVisibility: 'friends' }) })).toEqual({
    userId: 1,
    narrowing: true,
  });
});

test('a wider reach is no narrowing, a suspension is one', () => {
  const held = someone({ profileVisibility: 'friends' });
  expect(reachChange({ before: held, after: someone({ version: 2 }) })).toEqual({ userId: 1, narrowing: false });
  expect(
    reachChange({ before: held, after: someone({ version: 2, status: 'suspended', profileVisibility: 'friends' }) }),
  ).toEqual({
    userId: 1,
    narrowing: true,
  });
  expect(reachChange({ before: someone({ status: 'suspended' }), after: someone({ version: 2 }) })).toEqual({
    userId: 1,
    narrowing: false,
  });
});

test('of somebody who was not known, posts may carry anything', () => {
  expect(reachChange({ before: undefined, after: someone() })).toEqual({ userId: 1, narrowing: true });
});
