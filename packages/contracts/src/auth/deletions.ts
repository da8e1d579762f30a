import { z } from 'zod';
import { erasingServices } from '../erasing.ts';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Time } from '../kit/types.ts';

const DeletionId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/, 'is not the id of a deletion')
  .meta({ description: '128 random bits: who knows it may follow the deletion', examples: ['3q2-7wAAAAAAAAAAAAAAAA'] });

export const Erasure = z.strictObject({
  service: z.enum(erasingServices),
  state: z.enum(['waiting', 'done']).meta({ description: '`waiting` also while the service is stopped' }),
  finishedAt: Time.nullable(),
  erased: z.array(z.strictObject({ kind: z.string(), count: z.int() })).meta({
    description:
      'How many things of which kind that the account made were deleted, or lost it; known when it is done. What others did to it is not counted',
  }),
});

export const Deletion = z.strictObject({
  id: DeletionId,
  state: z.enum(['running', 'complete']).meta({ description: '`complete` when every service has erased all it had' }),
  startedAt: Time,
  finishedAt: Time.nullable(),
  services: z.array(Erasure),
});

export const deleteMe = operation({
  id: 'deleteMe',
  method: 'DELETE',
  path: '/v1/me',
  summary: 'Delete my account and all that I wrote',
  description:
    'Cannot be undone. The account is gone at once, with its sessions; what it wrote disappears within seconds, and is erased from every service. `Location` says how far that is.',
  access: 'user',
  replies: { 202: Deletion },
  errors: [errors.authenticationOld, errors.lastAdmin],
});

export const getDeletion = operation({
  id: 'getDeletion',
  method: 'GET',
  path: '/v1/deletions/{id}',
  summary: 'How far a deletion is',
  access: 'anyone',
  params: z.strictObject({ id: DeletionId }),
  replies: { 200: Deletion },
  errors: [errors.notFound],
});
