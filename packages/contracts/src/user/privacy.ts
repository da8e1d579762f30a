import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Audience } from '../vocabulary.ts';

export const Privacy = z
  .strictObject({
    profile: Audience.meta({ description: 'Who sees the page, and the widest that anything of mine can reach' }),
    email: Audience,
    phone: Audience,
    search: Audience.meta({ description: 'Who finds me by search' }),
  })
  .meta({ id: 'Privacy' });

export const getMyPrivacy = operation({
  id: 'getMyPrivacy',
  method: 'GET',
  path: '/v1/me/privacy',
  summary: 'My privacy settings',
  access: 'user',
  replies: { 200: Privacy },
  errors: [errors.unavailable],
});

export const updateMyPrivacy = operation({
  id: 'updateMyPrivacy',
  method: 'PATCH',
  path: '/v1/me/privacy',
  summary: 'Change my privacy settings',
  description: 'Acts on everything already written as well.',
  access: 'user',
  receipt: true,
  body: Privacy.partial(),
  replies: { 200: Privacy },
  errors: [errors.forbidden, errors.unavailable],
});
