import { expect, test } from '@jest/globals';
import { maskedAddress } from './masked-address.ts';
import { statusUnder, whyNotActive } from './sanction.ts';

test('a suspended account is told until when, a banned one that it is', () => {
  const end = new Date('2026-12-01T00:00:00.000Z');
  expect(whyNotActive('suspended', end)).toBe('This account is suspended until 2026-12-01T00:00:00.000Z');
  expect(whyNotActive('suspended', null)).toBe('This account is suspended');
  expect(whyNotActive('banned', null)).toBe('This account is banned');
});

test('a ban bans, a suspension suspends', () => {
  expect([statusUnder({ kind: 'ban' }), statusUnder({ kind: 'suspension' })]).toEqual(['banned', 'suspended']);
});

test.each([
  ['ada@example.org', 'a***@example.org'],
  ['x@example.org', 'x***@example.org'],
  ['"a@b"@example.org', '"***@example.org'],
])('%s is shown as %s', (email, masked) => expect(maskedAddress(email)).toBe(masked));
