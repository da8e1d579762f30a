import { expect, test } from '@jest/globals';
import { accountsScreen, adminLines, restoredLine, rolesLine, sanctionedLines } from '../users/screen.ts';

const account = { accountId: 1, username: 'ada_l' };

test.each(['created', 'promoted', 'taken_over', 'was_admin'] as const)(
  'an admin that was %s, as a reader sees it',
  (outcome) => {
    expect(adminLines({ ...account, outcome })).toMatchSnapshot();
  },
);

const listed = {
  ...{ id: 7, username: 'ada_l', email: 'ada@example.org', status: 'active', roles: ['user', 'admin'] },
  ...{ createdAt: new Date('2026-01-01T12:00:00Z'), sanction: null },
};
const suspended = {
  ...{ ...listed, id: 6, username: 'eve', email: 'eve@example.org', status: 'suspended', roles: ['user'] },
  sanction: { reason: 'Sells\u001b[2J followers', until: new Date('2026-02-01T00:00:00Z') },
};

test.each([80, 120])('accounts, as a reader sees them in %d columns', (width) => {
  expect(accountsScreen({ accounts: [listed, suspended], more: true }, width)).toMatchSnapshot();
});

test('what was done to an account, as a reader sees it', () => {
  expect([
    ...accountsScreen({ accounts: [], more: false }),
    rolesLine({ ...account, before: ['user'], roles: ['user', 'moderator'] }),
    rolesLine({ ...account, before: ['user'], roles: ['user'] }),
    ...sanctionedLines({ ...account, status: 'banned' }),
    restoredLine({ ...account, was: 'banned' }),
    restoredLine({ ...account, was: 'active' }),
  ]).toMatchSnapshot();
});
