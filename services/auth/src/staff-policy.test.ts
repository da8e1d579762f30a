import { expect, test } from '@jest/globals';
import type { AccountStatus, Role } from '@concord/contracts';
import { decideRoles, decideSanction, type Standing, type StaffDecision } from './staff-policy.ts';

const standing = (id: number, role: Role, status: AccountStatus = 'active'): Standing => ({
  id,
  status,
  roles: role === 'user' ? ['user'] : ['user', role],
});
const me = 1;
const other = 2;

const sanctions: [string, Standing | undefined, Standing | undefined, StaffDecision, StaffDecision][] = [
  // who, on whom, suspending, banning
  ['nobody', undefined, standing(other, 'user'), 'forbidden', 'forbidden'],
  ['a user', standing(me, 'user'), standing(other, 'user'), 'forbidden', 'forbidden'],
  ['a moderator on a user', standing(me, 'moderator'), standing(other, 'user'), 'may', 'forbidden'],
  ['a suspended moderator', standing(me, 'moderator', 'suspended'), standing(other, 'user'), 'forbidden', 'forbidden'],
  ['a moderator on a moderator', standing(me, 'moderator'), standing(other, 'moderator'), 'too_high', 'forbidden'],
  ['a moderator on an admin', standing(me, 'moderator'), standing(other, 'admin'), 'too_high', 'forbidden'],
  ['a moderator on themselves', standing(me, 'moderator'), standing(me, 'moderator'), 'too_high', 'forbidden'],
  ['an admin on a user', standing(me, 'admin'), standing(other, 'user'), 'may', 'may'],
  ['an admin on a banned user', standing(me, 'admin'), standing(other, 'user', 'banned'), 'may', 'may'],
  ['an admin on a moderator', standing(me, 'admin'), standing(other, 'moderator'), 'may', 'may'],
  ['an admin on an admin', standing(me, 'admin'), standing(other, 'admin'), 'too_high', 'too_high'],
  ['an admin on themselves', standing(me, 'admin'), standing(me, 'admin'), 'too_high', 'too_high'],
  [
    'an admin on a deleted account',
    standing(me, 'admin'),
    standing(other, 'user', 'deleted'),
    'not_found',
    'not_found',
  ],
  ['an admin on nobody', standing(me, 'admin'), undefined, 'not_found', 'not_found'],
];

test.each(sanctions)('a sanction: %s', (_, actor, subject, suspending, banning) => {
  expect(decideSanction('accounts.suspend', actor, subject)).toBe(suspending);
  expect(decideSanction('accounts.ban', actor, subject)).toBe(banning);
});

const changes: [string, Standing | undefined, Standing | undefined, Role, readonly number[], StaffDecision][] = [
  ['by a user', standing(me, 'user'), standing(me, 'user'), 'admin', [9], 'forbidden'],
  ['by a moderator', standing(me, 'moderator'), standing(other, 'user'), 'moderator', [9], 'forbidden'],
  ['by a banned admin', standing(me, 'admin', 'banned'), standing(other, 'user'), 'admin', [9], 'forbidden'],
  ['of a deleted account', standing(me, 'admin'), standing(other, 'user', 'deleted'), 'admin', [me], 'not_found'],
  ['of nobody', standing(me, 'admin'), undefined, 'admin', [me], 'not_found'],
  ['a user becomes admin', standing(me, 'admin'), standing(other, 'user'), 'admin', [me], 'may'],
  ['a moderator becomes user', standing(me, 'admin'), standing(other, 'moderator'), 'user', [me], 'may'],
  ['an admin is demoted', standing(me, 'admin'), standing(other, 'admin'), 'user', [me, other], 'may'],
  ['an admin steps down', standing(me, 'admin'), standing(me, 'admin'), 'moderator', [me, other], 'may'],
  ['the last admin steps down', standing(me, 'admin'), standing(me, 'admin'), 'moderator', [me], 'last_admin'],
  ['the last admin stays one', standing(me, 'admin'), standing(me, 'admin'), 'admin', [me], 'may'],
];

test.each(changes)('other roles: %s', (_, actor, subject, role, activeAdmins, expected) => {
  const roles: Role[] = role === 'user' ? ['user'] : ['user', role];
  expect(decideRoles({ actor, subject, roles, activeAdmins })).toBe(expected);
});
