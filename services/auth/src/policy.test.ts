import { errors, Problem } from '@concord/contracts';
import { expect, test } from '@jest/globals';
import {
  assertKeepsCredential,
  assertMayChoose,
  assertProves,
  decideLogin,
  mayEnd,
  mayEnter,
  type EmailVerification,
} from './policy.ts';
import { newSession } from './domain/session.ts';

const verified = new Date('2026-11-01T00:00:00Z');
type Status = 'active' | 'suspended' | 'banned' | 'deleted';

const logins: [
  string,
  Status | 'unknown',
  'right' | 'wrong',
  EmailVerification,
  'verified' | 'not verified',
  string,
][] = [
  ['nobody has the login', 'unknown', 'right', 'off', 'verified', 'credentials_wrong'],
  ['the password is wrong', 'active', 'wrong', 'off', 'verified', 'credentials_wrong'],
  ['a suspended account, wrong password', 'suspended', 'wrong', 'off', 'verified', 'credentials_wrong'],
  ['a banned account, wrong password', 'banned', 'wrong', 'off', 'verified', 'credentials_wrong'],
  ['a deleted account', 'deleted', 'right', 'off', 'verified', 'credentials_wrong'],
  ['not verified where that is required', 'active', 'right', 'required', 'not verified', 'credentials_wrong'],
  ['not verified and banned', 'banned', 'right', 'required', 'not verified', 'credentials_wrong'],
  ['a suspended account', 'suspended', 'right', 'off', 'verified', 'not_active'],
  ['a banned account', 'banned', 'right', 'off', 'verified', 'not_active'],
  ['verified where that is required', 'active', 'right', 'required', 'verified', 'welcome'],
  ['not verified where that does not matter', 'active', 'right', 'off', 'not verified', 'welcome'],
  ['an active account', 'active', 'right', 'off', 'verified', 'welcome'],
];

test.each(logins)('logging in: %s', (_, status, password, verification, mail, expected) => {
  const emailVerifiedAt = mail === 'verified' ? verified : null;
  const account = status === 'unknown' ? undefined : { status, emailVerifiedAt };
  expect(decideLogin(account, password === 'right', verification).kind).toBe(expected);
});

test.each<[Status, EmailVerification, 'verified' | 'not verified', string | null]>([
  ['active', 'off', 'verified', null],
  ['active', 'off', 'not verified', null],
  ['active', 'required', 'verified', null],
  ['active', 'required', 'not verified', 'email_unverified'],
  ['suspended', 'off', 'verified', 'account_not_active'],
  ['banned', 'required', 'not verified', 'account_not_active'],
  ['deleted', 'off', 'verified', 'account_not_active'],
])('entering by another provider: %s, verification %s, %s', (status, verification, mail, expected) => {
  expect(mayEnter({ status, emailVerifiedAt: mail === 'verified' ? verified : null }, verification)).toBe(expected);
});

test.each([
  [null, 1, false],
  [null, 2, true],
  ['a hash', 1, true],
  ['a hash', 2, true],
])('with the password %s and %i identities one may go: %s', (passwordHash, identities, may) => {
  const unlink = () => {
    assertKeepsCredential({ passwordHash }, Array.from({ length: identities }));
  };
  if (may) expect(unlink).not.toThrow();
  else expect(unlink).toThrow(errors.lastCredential().message);
});

test('only the account that opened a session may end it', () => {
  expect(mayEnd(1, undefined)).toBe(false);
  expect(mayEnd(1, { userId: 2 })).toBe(false);
  expect(mayEnd(1, { userId: 1 })).toBe(true);
});

test('a weak password is refused with its reason, another is not', () => {
  const owner = { email: 'ada@example.org', username: 'ada_lovelace' };
  const refusal = (password: string) => {
    try {
      assertMayChoose(password, owner, (text) => text === 'iloveyou');
    } catch (error) {
      return error;
    }
    return undefined;
  };
  expect(refusal('ILoveYou')).toMatchObject({ spec: { code: errors.passwordWeak.code }, detail: undefined });
  expect(refusal('ada_lovelace')).toMatchObject({ spec: { code: errors.passwordWeak.code } });
  expect(refusal('analytical engine')).toBeUndefined();
});

const now = new Date('2026-11-01T00:05:00.000Z');
const ada = { id: 1, status: 'active' } as const;
const session = newSession({ id: 7, userId: 1, at: now, request: { userAgent: null, address: '192.0.2.7' } });
const proves = (...given: Partial<Parameters<typeof assertProves>>): unknown => {
  try {
    assertProves(given[0], given[1], now);
    return 'yes';
  } catch (error) {
    return error instanceof Problem ? error.spec.code : error;
  }
};

test('a proof of who somebody is lasts five minutes', () => {
  const times = [null, new Date('2026-11-01T00:00:00.000Z'), new Date('2026-11-01T00:00:00.001Z'), now];
  expect(times.map((authenticatedAt) => proves(ada, { ...session, authenticatedAt }))).toEqual([
    ...['authentication_old', 'authentication_old', 'yes', 'yes'],
  ]);
});

test('what has ended proves nothing, however recent: the session, the account, or somebody else’s session', () => {
  const ended = 'unauthenticated';
  expect(proves(ada, undefined)).toBe(ended);
  expect(proves(undefined, session)).toBe(ended);
  expect(proves(ada, { ...session, revokedAt: now })).toBe(ended);
  expect(proves(ada, { ...session, expiresAt: now })).toBe(ended);
  expect(proves(ada, { ...session, userId: 2 })).toBe(ended);
  for (const status of ['suspended', 'banned', 'deleted'] as const)
    expect(proves({ ...ada, status }, session)).toBe(ended);
});
