import { expect, test } from '@jest/globals';
import '@concord/testkit';
import { errors, mostReportsADay, type Role } from '@concord/contracts';
import { mayDecide, mayKnow, mayReport, mayReportToday } from './policy.ts';

const actor = (id: number, ...roles: Role[]) => ({ id, sessionId: 1, roles: ['user', ...roles] });

test('nobody reports themselves', async () => {
  await expect(() => mayReport(actor(1), 1)).toFail(errors.impossible);
  expect(() => mayReport(actor(1), 2)).not.toThrow();
});

test('a moderator, however high, does not know of cases about themselves', async () => {
  await expect(() => mayKnow(actor(1, 'moderator'), { authorId: 1 })).toFail(errors.notFound);
  await expect(() => mayKnow(actor(1, 'admin'), { authorId: 1 })).toFail(errors.notFound);
  expect(() => mayKnow(actor(1, 'moderator'), { authorId: 2 })).not.toThrow();
});

test.each([
  ['user', [], false],
  ['moderator', ['user'], true],
  ['moderator', ['user', 'moderator'], true],
  ['moderator', ['user', 'admin'], false],
  ['moderator', ['admin', 'moderator'], false],
  ['moderator', [], true],
  ['moderator', ['astronaut'], true],
  ['admin', ['user'], true],
  ['admin', ['user', 'moderator'], true],
  ['admin', ['user', 'admin'], true],
] as const)('a %s about what somebody with the roles %j wrote: %s', async (role, roles, may) => {
  if (may) expect(() => mayDecide(['user', role], roles)).not.toThrow();
  else await expect(() => mayDecide(['user', role], roles)).toFail(errors.forbidden);
});

test('an account reports so often a day, and learns when the next day begins', () => {
  const now = new Date('2026-05-10T23:59:00Z');
  expect(() => mayReportToday(mostReportsADay, now)).not.toThrow();
  try {
    mayReportToday(mostReportsADay + 1, now);
    expect('an error').toBe('thrown');
  } catch (error) {
    expect(error).toMatchObject({ spec: { code: 'rate_limited' }, options: { retryAfter: 60 } });
  }
});
