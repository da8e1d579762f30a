import { expect, test } from '@jest/globals';
import { outcomeOf, retryAfterMs } from './push-sender.ts';

const now = Date.parse('2026-01-01T00:00:00Z');

test.each([
  [200, 'sent'],
  [201, 'sent'],
  [202, 'sent'],
  [301, 'refused'],
  [400, 'refused'],
  [403, 'refused'],
  [404, 'gone'],
  [410, 'gone'],
  [413, 'refused'],
  [429, 'later'],
  [500, 'later'],
  [503, 'later'],
])('%i means %s', (status, kind) => {
  expect(outcomeOf(status, null, now).kind).toBe(kind);
});

test.each([
  [null, null],
  ['30', 30_000],
  ['0', 0],
  ['999999', 3_600_000],
  ['Thu, 01 Jan 2026 00:02:00 GMT', 120_000],
  ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['soon', null],
])('Retry-After: %s', (header, wait) => {
  expect(retryAfterMs(header, now)).toBe(wait);
});
