import { z } from 'zod';
import { erasingServices } from '../erasing.ts';
import { column, event, stateStream } from '../kit/stream.ts';
import { AccountStatus } from '../vocabulary.ts';

export const authUsers = stateStream({
  service: 'auth',
  table: 'users',
  key: ['id'],
  summary: 'Accounts as others may know them; the display name is the one asked for at sign-up',
  columns: z.object({
    id: column.id(),
    username: column.text(),
    display_name: column.text(),
    status: AccountStatus,
    roles: column.json(z.array(z.string())),
    created_at: column.time(),
    version: column.version(),
  }),
});

export const authRevocations = stateStream({
  service: 'auth',
  table: 'revocations',
  key: ['id'],
  summary: 'Sessions and accounts whose access tokens must not be accepted any more',
  columns: z.object({
    id: column.id(),
    kind: z.enum(['session', 'user']),
    subject_id: column.id(),
    revoked_at: column.time(),
    expires_at: column.time(),
    version: column.version(),
  }),
});

const ids = z.strictObject({ accountId: z.int(), version: z.int() });
export const accountCreated = event('account.created', 'Somebody signed up', ids);
export const accountDeleted = event(
  'account.deleted',
  'An account was deleted: who holds anything of it erases that',
  ids,
);
export const accountErased = event(
  'account.erased',
  'A service has nothing left of a deleted account',
  ids.extend({
    serviceType: z.enum(erasingServices),
    /** How many things of which kind were erased. */
    counts: z.record(z.string(), z.int()),
  }),
);
export const accountSuspended = event('account.suspended', 'An account was suspended or banned', ids);
export const accountRestored = event('account.restored', 'A suspended or banned account is active again', ids);
export const accountRolesChanged = event('account.roles_changed', 'An account was given other roles', ids);
