import { expect, test } from '@jest/globals';
import { adminLines } from './users.ts';

const account = { accountId: 1, username: 'ada_l' };

test.each(['created', 'promoted', 'taken_over', 'was_admin'] as const)(
  'an admin that was %s, as a reader sees it',
  (outcome) => {
    expect(adminLines({ ...account, outcome })).toMatchSnapshot();
  },
);
