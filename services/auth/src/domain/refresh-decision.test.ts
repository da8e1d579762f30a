import { expect, test } from '@jest/globals';
import { day, later, second } from './clock.ts';
import { decideRefresh, type RefreshableSession } from './refresh-decision.ts';
import { newSession } from './session.ts';

const present = Buffer.alloc(32, 3);
const parent = Buffer.alloc(32, 2);
const older = Buffer.alloc(32, 1);
const salt = Buffer.alloc(32, 9);
const rotated = new Date('2026-11-22T09:30:00.000Z');

const session: RefreshableSession = {
  ...newSession({ id: 1, userId: 2, at: rotated, request: { userAgent: null, address: '192.0.2.7' } }),
  generation: 3,
  tokenHash: present,
  parentHash: parent,
  successorSalt: salt,
  rotatedAt: rotated,
  accountStatus: 'active',
};
const never: Partial<RefreshableSession> = { generation: 1, parentHash: null, successorSalt: null, rotatedAt: null };

const cases: [string, Partial<RefreshableSession>, Buffer, number, string][] = [
  ['an ended session, present token', { revokedAt: rotated }, present, 0, 'over'],
  ['an ended session, old token', { revokedAt: rotated }, older, 0, 'over'],
  ['idle for 14 days', {}, present, 14 * day, 'over'],
  ['past the absolute end', { expiresAt: rotated }, present, 1, 'over'],
  ['a suspended account', { accountStatus: 'suspended' }, present, 0, 'over'],
  ['a banned account', { accountStatus: 'banned' }, present, 0, 'over'],
  ['a deleted account', { accountStatus: 'deleted' }, present, 0, 'over'],
  ['older than the parent', {}, older, 0, 'reused'],
  ['the parent after the grace', {}, parent, 10 * second + 1, 'reused'],
  ['an invented secret of a real family', never, older, 0, 'reused'],
  ['the parent at once', {}, parent, 0, 'repeat'],
  ['the parent at the end of the grace', {}, parent, 10 * second, 'repeat'],
  ['the parent by a clock that lags behind the one before', {}, parent, -second, 'repeat'],
  ['the present token', {}, present, 13 * day, 'rotate'],
  ['the first token', never, present, 0, 'rotate'],
];

test.each(cases)('a refresh: %s', (_, own, presented, after, expected) => {
  expect(decideRefresh({ ...session, ...own }, presented, later(rotated, after)).kind).toBe(expected);
});

test('a repeat gives the salt that leads from the parent to the present token', () =>
  expect(decideRefresh(session, parent, rotated)).toEqual({ kind: 'repeat', salt }));
