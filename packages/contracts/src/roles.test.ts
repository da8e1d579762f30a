import { expect, test } from '@jest/globals';
import { isPermitted, permissions, rankOf } from './roles.ts';

test('an ordinary user has no permission, and an unknown role none either', () => {
  for (const permission of permissions) expect(isPermitted(['user', 'Admin', 'owner'], permission)).toBe(false);
});

test('a moderator suspends and decides reports, but does not ban or change roles', () => {
  expect(permissions.filter((permission) => isPermitted(['user', 'moderator'], permission))).toEqual([
    ...['accounts.read', 'accounts.suspend', 'reports.decide'],
  ]);
});

test('an admin has every permission', () => {
  expect(permissions.every((permission) => isPermitted(['admin'], permission))).toBe(true);
});

test('the highest role counts', () => {
  expect([[], ['user'], ['moderator', 'user'], ['user', 'admin'], ['root']].map(rankOf)).toEqual([0, 0, 1, 2, 0]);
});
