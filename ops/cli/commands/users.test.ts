import { expect, test } from '@jest/globals';
import {
  accountsScreen,
  adminLines,
  deletedLines,
  deletionQuestion,
  exportedLines,
  progressLine,
  restoredLine,
  rolesLine,
  sanctionedLines,
} from '../users/screen.ts';

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

test('who is about to be deleted, and is, as a reader sees it', () => {
  const deletion = { id: 'hTc3Zq0cJ1mX8sVb2yQw4A', startedAt: new Date('2026-01-01T12:00:00Z') };
  expect([
    deletionQuestion({ ...account, email: 'ada\u001b[2J@example.org', status: 'banned' }),
    ...deletedLines({ ...account, deletion }, `http://127.0.0.1:8080/v1/deletions/${deletion.id}`),
  ]).toMatchSnapshot();
});

test('an export, as a reader sees it', () => {
  const dueAt = new Date(2026, 0, 1, 12, 0, 8);
  const progress = { state: 'being_made', pages: 0, attempts: 0, file: 1, files: 24, dueAt } as const;
  expect([
    progressLine(progress),
    progressLine({ ...progress, pages: 41, file: 9 }),
    progressLine({ ...progress, pages: 41, file: 9, attempts: 3 }),
    ...exportedLines({ username: 'ada_l', file: '/home/ada/ada.zip', size: 7_800 }),
    ...exportedLines({ username: 'ada_l', file: '/home/ada/ada.zip', size: 41_000_000 }),
  ]).toMatchSnapshot();
});
