import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id } from '../kit/types.ts';
import { AccountStatus, Audience } from '../vocabulary.ts';

/** A profile as the state stream will tell it, for a service whose copy has not arrived or is too old. */
export const readProfile = operation({
  id: 'readProfile',
  method: 'GET',
  path: '/internal/profiles/{id}',
  summary: 'A profile as the state stream will tell it',
  access: 'internal',
  params: z.strictObject({ id: Id }),
  replies: {
    200: z.strictObject({
      id: Id,
      username: z.string().meta({ description: 'Empty once the account is deleted' }),
      displayName: z.string(),
      avatarUrl: z.string().nullable(),
      status: AccountStatus,
      profileVisibility: Audience,
      version: z.int(),
    }),
  },
  errors: [errors.notFound],
});

/** What an author is to a viewer, as the state stream will tell it. Strangers have no row: all false, version 0. */
export const readRelation = operation({
  id: 'readRelation',
  method: 'GET',
  path: '/internal/relations/{viewer}/{author}',
  summary: 'What an author is to a viewer',
  access: 'internal',
  params: z.strictObject({ viewer: Id, author: Id }),
  replies: {
    200: z.strictObject({
      viewerId: Id,
      authorId: Id,
      follows: z.boolean(),
      friend: z.boolean(),
      blocks: z.boolean(),
      blockedBy: z.boolean(),
      mutes: z.boolean(),
      version: z.int(),
    }),
  },
  errors: [],
});

/** For who moderates: what stands on a profile at this moment, whoever may see it; nothing of how to reach its owner. */
export const readProfileContent = operation({
  id: 'readProfileContent',
  method: 'GET',
  path: '/internal/profiles/{id}/content',
  summary: 'What stands on a profile, whoever may see it',
  access: 'internal',
  params: z.strictObject({ id: Id }),
  replies: {
    200: z.strictObject({
      username: z.string(),
      displayName: z.string(),
      bio: z.string().nullable(),
      avatarUrl: z.string().nullable(),
      coverUrl: z.string().nullable(),
      location: z.string().nullable(),
      website: z.string().nullable(),
    }),
  },
  errors: [errors.notFound],
});

/** For who moderates: takes off a profile what its owner wrote on it; the username becomes the display name. May be repeated. */
export const removeProfileContent = operation({
  id: 'removeProfileContent',
  method: 'DELETE',
  path: '/internal/profiles/{id}/content',
  summary: 'Empty a profile by a moderator’s decision',
  access: 'internal',
  params: z.strictObject({ id: Id }),
  replies: { 204: null },
  errors: [],
});
