import { expect, test } from '@jest/globals';
import { newAccount, readLogin } from './account.ts';

test('a new account is active, an ordinary user and not verified, with its address in lower case', () => {
  const at = new Date('2026-11-22T09:30:00Z');
  const given = { id: 7, username: 'ada_l', displayName: 'Ada', passwordHash: '$argon2id$', at };
  expect(newAccount({ ...given, email: 'Ada@Example.ORG' })).toEqual({
    id: 7,
    username: 'ada_l',
    email: 'ada@example.org',
    displayName: 'Ada',
    passwordHash: '$argon2id$',
    status: 'active',
    roles: ['user'],
    emailVerifiedAt: null,
    createdAt: at,
    version: 1,
  });
});

test.each([
  ['ada_l', { username: 'ada_l' }],
  ['ADA_L', { username: 'ada_l' }],
  [' ada_l ', { username: 'ada_l' }],
  ['Ada@Example.org', { email: 'ada@example.org' }],
])('%j is read as a login', (typed, login) => expect(readLogin(typed)).toEqual(login));
