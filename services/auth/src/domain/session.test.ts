import { expect, test } from '@jest/globals';
import { day, later, second } from './clock.ts';
import { accessTokenLifetime, endOf, isAlive, newSession, revocationLifetime } from './session.ts';

const opened = new Date('2026-11-22T09:30:00.000Z');
const session = newSession({ id: 1, userId: 2, at: opened, request: { userAgent: 'curl/8', address: '192.0.2.7' } });

test('a session begins with the device and the address it was opened from and ends after 90 days', () => {
  expect(session).toMatchObject({ id: 1, userId: 2, device: 'curl/8', address: '192.0.2.7', revokedAt: null });
  expect(session.expiresAt).toEqual(later(opened, 90 * day));
});

test.each([
  ['just opened', 0, 0, null, true],
  ['idle for just under 14 days', 0, 14 * day - 1, null, true],
  ['idle for 14 days', 0, 14 * day, null, false],
  ['used yesterday, just under 90 days old', 89 * day, 90 * day - 1, null, true],
  ['used yesterday, 90 days old', 89 * day, 90 * day, null, false],
  ['ended by somebody', 0, 1, opened, false],
])('a session: %s', (_, usedAfter, nowAfter, revokedAt, alive) => {
  const found = { ...session, lastUsedAt: later(opened, usedAfter), revokedAt };
  expect(isAlive(found, later(opened, nowAfter))).toBe(alive);
});

test('its end is the sooner of idle and absolute end', () => {
  expect(endOf(session)).toEqual(later(opened, 14 * day));
  expect(endOf({ ...session, lastUsedAt: later(opened, 85 * day) })).toEqual(later(opened, 90 * day));
});

test('a revocation outlives every access token by more than the leeway of 30 seconds', () =>
  expect(revocationLifetime).toBeGreaterThan(accessTokenLifetime + 30 * second));
