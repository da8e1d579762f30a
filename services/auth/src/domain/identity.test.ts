import { expect, test } from '@jest/globals';
import { decideIdentity, type Told } from './identity.ts';

type Standing = {
  readonly status: 'active' | 'suspended' | 'banned' | 'deleted';
  readonly emailVerifiedAt: Date | null;
};
const at = new Date('2026-11-01T00:00:00Z');
const account = (status: Standing['status'], isVerified: boolean): Standing => ({
  ...{ status, emailVerifiedAt: isVerified ? at : null },
});
const [proven, unproven] = [account('active', true), account('active', false)];
const [banned, suspended, deleted] = [account('banned', true), account('suspended', true), account('deleted', true)];
const email = 'ada@example.org';
const told = (provider: Told['provider'], own: Partial<Told> = {}) => ({
  provider,
  email,
  emailVerified: true,
  ...own,
});
const [google, facebook] = [told('google'), told('facebook', { emailVerified: false })];

const cases: [string, ReturnType<typeof told>, Standing | undefined, Standing | undefined, string][] = [
  ['a known identity', google, proven, undefined, 'log_in'],
  ['a known identity whose address another account has', google, proven, unproven, 'log_in'],
  ['a known identity without an address', told('google', { email: null }), proven, undefined, 'log_in'],
  [
    'a known identity with an unverified address',
    told('google', { emailVerified: false }),
    unproven,
    undefined,
    'log_in',
  ],
  ['a known identity of Facebook', facebook, proven, undefined, 'log_in'],
  ['a known identity of a banned account', google, banned, undefined, 'account_not_active'],
  ['a known identity of a suspended account', google, suspended, proven, 'account_not_active'],
  ['a known identity of a deleted account', google, deleted, undefined, 'account_not_active'],
  ['no address', told('google', { email: null }), undefined, undefined, 'email_missing'],
  ['no address, at Facebook', told('facebook', { email: null }), undefined, undefined, 'email_missing'],
  [
    'an unverified address that nobody has',
    told('google', { emailVerified: false }),
    undefined,
    undefined,
    'email_unverified',
  ],
  [
    'an unverified address that somebody has',
    told('github', { emailVerified: false }),
    undefined,
    proven,
    'email_unverified',
  ],
  ['a verified address that nobody has', google, undefined, undefined, 'sign_up verified'],
  ['the same at GitHub', told('github'), undefined, undefined, 'sign_up verified'],
  ['a verified address that is verified here', google, undefined, proven, 'link'],
  ['a verified address that is not verified here', google, undefined, unproven, 'take_over'],
  ['a verified address of a banned account', google, undefined, banned, 'account_not_active'],
  ['a verified address of a deleted account', told('github'), undefined, deleted, 'account_not_active'],
  ['an address of Facebook that nobody has', facebook, undefined, undefined, 'sign_up not verified'],
  ['an address of Facebook that somebody has', facebook, undefined, proven, 'link_required'],
  ['an address of Facebook that somebody has not verified', facebook, undefined, unproven, 'link_required'],
  ['an address of Facebook that a banned account has', facebook, undefined, banned, 'link_required'],
  ['Facebook claims that it is verified', told('facebook'), undefined, proven, 'link_required'],
  [
    'Facebook claims that it is verified, and nobody has it',
    told('facebook'),
    undefined,
    undefined,
    'sign_up not verified',
  ],
];

test.each(cases)('%s', (_, somebody, known, holder, expected) => {
  const decision = decideIdentity(somebody, known, holder);
  const said = decision.kind === 'refuse' ? decision.error : decision.kind;
  const more = decision.kind === 'sign_up' ? ` ${decision.isVerified ? '' : 'not '}verified` : '';
  expect(said + more).toBe(expected);
});

test('the account that is entered is that of the identity, else that of the address', () => {
  expect(decideIdentity(google, proven, unproven)).toEqual({ kind: 'log_in', account: proven });
  expect(decideIdentity(google, undefined, unproven)).toEqual({ kind: 'take_over', account: unproven });
});
