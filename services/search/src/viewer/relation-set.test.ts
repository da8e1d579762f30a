import { expect, test } from '@jest/globals';
import { relationSet } from './relation-set.ts';

const none = { follows: false, friend: false, blocks: false, blocked_by: false, mutes: false };

test('sorts people by what they are to the viewer', () => {
  const set = relationSet(1);
  set.apply({ author_id: 2, ...none, follows: true, mutes: true, version: 1 });
  set.apply({ author_id: 3, ...none, friend: true, version: 1 });
  set.apply({ author_id: 4, ...none, blocks: true, version: 1 });
  set.apply({ author_id: 5, ...none, blocked_by: true, version: 1 });
  expect(set.seeker()).toEqual({ id: 1, follows: [2], friends: [3], blocked: [4, 5], muted: [2] });
});

test('the newest version of a row counts, whenever it comes', () => {
  const set = relationSet(1);
  set.apply({ author_id: 2, ...none, version: 7 });
  expect(set.seeker().follows).toEqual([]);
  set.apply({ author_id: 2, ...none, follows: true, version: 6 });
  expect(set.seeker().follows).toEqual([]);
  set.apply({ author_id: 2, ...none, follows: true, version: 8 });
  expect(set.seeker().follows).toEqual([2]);
  expect(set.size()).toBe(1);
});
