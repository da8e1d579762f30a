import { z } from 'zod';
import { operation } from '../kit/operation.ts';
import { Id, Time } from '../kit/types.ts';
import { AccountStatus, Username } from '../vocabulary.ts';

export const OwnAccount = z.strictObject({
  id: Id,
  username: Username,
  email: z.string(),
  emailVerified: z.boolean(),
  hasPassword: z.boolean(),
  roles: z.array(z.string()),
  status: AccountStatus,
  createdAt: Time,
});

export const getOwnAccount = operation({
  id: 'getOwnAccount',
  method: 'GET',
  path: '/v1/me/account',
  summary: 'What is kept of the account, for its owner',
  access: 'user',
  replies: { 200: OwnAccount },
  errors: [],
});
