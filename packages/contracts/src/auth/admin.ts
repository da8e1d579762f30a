import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, PageOf, Paging, Text, Time } from '../kit/types.ts';
import { Role } from '../roles.ts';
import { Username } from '../vocabulary.ts';
import { Email } from './accounts.ts';

const Reason = Text(1, 500).meta({
  description:
    'Stands in the audit log; a suspension or ban is told to its owner by mail with this reason, where the address is verified',
  examples: ['Sells followers'],
});

/** What keeps an account from being active. */
const Sanction = z.strictObject({
  kind: z.enum(['suspension', 'ban']),
  reason: z.string(),
  actorId: Id.nullable().meta({
    description: 'Who imposed it; null once that account is deleted, and where the operator did',
  }),
  since: Time,
  until: Time.nullable().meta({ description: 'When it ends by itself; null where somebody has to lift it' }),
});

/** An account as moderators and admins see it. Deleted accounts are not seen. */
export const ManagedAccount = z.strictObject({
  id: Id,
  username: Username,
  displayName: z.string(),
  email: z.string().meta({ description: 'Masked, but for who may read addresses', examples: ['a***@example.org'] }),
  emailVerified: z.boolean(),
  status: z.enum(['active', 'suspended', 'banned']),
  roles: z.array(Role),
  createdAt: Time,
  sanction: Sanction.nullable(),
});

const params = z.strictObject({ id: Id });

/** A deletion has no body. */
const why = z.strictObject({ reason: Reason.optional() });

export const listAccounts = operation({
  id: 'listAccounts',
  method: 'GET',
  path: '/v1/admin/accounts',
  summary: 'Accounts, newest first',
  access: 'user',
  permission: 'accounts.read',
  paged: true,
  query: z.strictObject({
    ...Paging,
    email: Email.optional().meta({ description: 'The whole address' }),
    username: z
      .string()
      .regex(/^[a-z0-9_]{1,30}$/, 'must be 1 to 30 of a–z, 0–9 and _')
      .optional()
      .meta({ description: 'How the username begins' }),
    status: z.enum(['active', 'suspended', 'banned']).optional(),
    role: Role.optional().meta({ description: 'The highest role of the account' }),
  }),
  replies: { 200: PageOf(ManagedAccount) },
  errors: [errors.cursorInvalid],
});

export const getAccount = operation({
  id: 'getAccount',
  method: 'GET',
  path: '/v1/admin/accounts/{id}',
  summary: 'One account, with what keeps it from being active',
  access: 'user',
  permission: 'accounts.read',
  params,
  replies: { 200: ManagedAccount },
  errors: [errors.notFound],
});

export const updateRoles = operation({
  id: 'updateRoles',
  method: 'PUT',
  path: '/v1/admin/accounts/{id}/roles',
  summary: 'Change what an account may be',
  description:
    'Access tokens with the roles before stop working within 5 seconds; sessions go on with a refresh. An admin may step down, but not the last active one.',
  access: 'user',
  permission: 'roles.change',
  params,
  body: z.strictObject({
    roles: z
      .array(Role)
      .min(1)
      .max(3)
      .refine(
        (roles) => roles.includes('user') && new Set(roles).size === roles.length,
        'must hold "user", and each once',
      ),
    reason: Reason,
  }),
  replies: { 200: ManagedAccount },
  errors: [errors.notFound, errors.lastAdmin],
});

export const suspendAccount = operation({
  id: 'suspendAccount',
  method: 'PUT',
  path: '/v1/admin/accounts/{id}/suspension',
  summary: 'Suspend an account, for a time or until it is lifted',
  description:
    'Its sessions end within 5 seconds, and what it wrote is shown and counted nowhere until it is active again. On an account that is suspended already it replaces reason and end.',
  access: 'user',
  permission: 'accounts.suspend',
  params,
  body: z.strictObject({ reason: Reason, until: Time.optional().meta({ description: 'Must be in the future' }) }),
  replies: { 200: ManagedAccount },
  errors: [errors.notFound, errors.impossible],
});

export const liftSuspension = operation({
  id: 'liftSuspension',
  method: 'DELETE',
  path: '/v1/admin/accounts/{id}/suspension',
  summary: 'Make a suspended account active again',
  description: 'What it wrote comes back. An account that is not suspended stays as it is.',
  access: 'user',
  permission: 'accounts.suspend',
  params,
  query: why,
  replies: { 204: null },
  errors: [errors.notFound],
});

export const banAccount = operation({
  id: 'banAccount',
  method: 'PUT',
  path: '/v1/admin/accounts/{id}/ban',
  summary: 'Ban an account',
  description: 'As a suspension, but only who may ban can lift it, and it has no end.',
  access: 'user',
  permission: 'accounts.ban',
  params,
  body: z.strictObject({ reason: Reason }),
  replies: { 200: ManagedAccount },
  errors: [errors.notFound],
});

export const liftBan = operation({
  id: 'liftBan',
  method: 'DELETE',
  path: '/v1/admin/accounts/{id}/ban',
  summary: 'Make a banned account active again',
  description: 'What it wrote comes back. An account that is not banned stays as it is.',
  access: 'user',
  permission: 'accounts.ban',
  params,
  query: why,
  replies: { 204: null },
  errors: [errors.notFound],
});

const AuditEntry = z.strictObject({
  id: Id,
  action: z.string().meta({ examples: ['suspended', 'roles_changed', 'logged_in'] }),
  accountId: Id.nullable().meta({ description: 'Whose account it is about' }),
  actorId: Id.nullable().meta({
    description:
      'Who did it to them; null where they did it themselves, or time or the operator did (`detail` says so)',
  }),
  sessionId: Id.nullable(),
  reason: z.string().nullable(),
  detail: z
    .string()
    .nullable()
    .meta({ description: 'What exactly', examples: ['user → user, moderator'] }),
  address: z.string().nullable(),
  device: z.string().nullable(),
  at: Time,
});

export const listAuditEntries = operation({
  id: 'listAuditEntries',
  method: 'GET',
  path: '/v1/admin/audit',
  summary: 'Who did what to accounts, newest first',
  description: 'Kept for 400 days. Also tells who looked at accounts, and at this.',
  access: 'user',
  permission: 'audit.read',
  paged: true,
  query: z.strictObject({ ...Paging, account: Id.optional(), actor: Id.optional() }),
  replies: { 200: PageOf(AuditEntry) },
  errors: [errors.cursorInvalid],
});
