import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, Text, Time } from '../kit/types.ts';
import { Audience, Username } from '../vocabulary.ts';
import { DisplayName } from '../auth/accounts.ts';

/** What stands beside everything a person wrote. */
export const Card = z
  .strictObject({ id: Id, username: Username, displayName: z.string(), avatarUrl: z.string().nullable() })
  .meta({ id: 'Card' });

/** What the author of a profile is to the one who looks, and the other way round. */
export const RelationToMe = z
  .strictObject({
    follows: z.boolean(),
    followRequested: z.boolean(),
    followedBy: z.boolean(),
    friend: z.boolean(),
    friendRequest: z.enum(['none', 'sent', 'received']),
    blocks: z.boolean(),
    mutes: z.boolean(),
  })
  .meta({ id: 'RelationToMe' });

/** The page is null where the profile's visibility does not admit the viewer: then only the card is shown. */
export const ProfilePage = z
  .strictObject({
    bio: z.string().nullable(),
    coverUrl: z.string().nullable(),
    location: z.string().nullable(),
    website: z.string().nullable(),
    email: z.string().nullable().meta({ description: 'Contact address, where its owner shows it to the viewer' }),
    phone: z.string().nullable(),
    joinedAt: Time,
    followerCount: z.int(),
    followingCount: z.int(),
  })
  .meta({ id: 'ProfilePage' });

export const Profile = z
  .strictObject({
    ...Card.shape,
    visibility: Audience,
    page: ProfilePage.nullable(),
    relation: RelationToMe.nullable().meta({ description: 'Null without an account and for oneself' }),
  })
  .meta({ id: 'Profile' });

export const Me = z
  .strictObject({
    ...Card.shape,
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    bio: z.string().nullable(),
    coverUrl: z.string().nullable(),
    location: z.string().nullable(),
    website: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    birthDate: z.string().nullable(),
    gender: z.string().nullable(),
    joinedAt: Time,
    followerCount: z.int(),
    followingCount: z.int(),
  })
  .meta({ id: 'Me' });

const Url = z.url({ protocol: /^https?$/ }).max(500);
const optionalText = (max: number) => Text(1, max).nullable().optional();

/** RFC 7396: what is absent stays, null empties. */
export const MePatch = z
  .strictObject({
    displayName: DisplayName.optional(),
    firstName: optionalText(80),
    lastName: optionalText(80),
    bio: optionalText(500),
    avatarUrl: Url.nullable().optional(),
    coverUrl: Url.nullable().optional(),
    location: optionalText(100),
    website: Url.nullable().optional(),
    email: z.email().max(254).nullable().optional(),
    phone: z
      .string()
      .regex(/^\+[1-9][0-9]{6,14}$/, 'must be in E.164 form')
      .nullable()
      .optional(),
    birthDate: z.iso.date().nullable().optional(),
    gender: optionalText(40),
  })
  .meta({ id: 'MePatch' });

export const getMe = operation({
  id: 'getMe',
  method: 'GET',
  path: '/v1/me',
  summary: 'My own profile, with what only I see',
  access: 'user',
  etag: true,
  replies: { 200: Me },
  errors: [errors.unavailable],
});

export const updateMe = operation({
  id: 'updateMe',
  method: 'PATCH',
  path: '/v1/me',
  summary: 'Change my profile',
  access: 'user',
  receipt: true,
  etag: true,
  body: MePatch,
  replies: { 200: Me },
  errors: [errors.forbidden, errors.unavailable],
});

export const getProfile = operation({
  id: 'getProfile',
  method: 'GET',
  path: '/v1/profiles/{id}',
  summary: 'Somebody’s profile',
  description: 'The card is shown to everyone who is not blocked; the page follows the profile’s visibility.',
  access: 'anyone',
  etag: true,
  params: z.strictObject({ id: Id }),
  replies: { 200: Profile },
  errors: [errors.notFound, errors.unavailable],
});

export const getProfileByUsername = operation({
  id: 'getProfileByUsername',
  method: 'GET',
  path: '/v1/profiles/by-username/{username}',
  summary: 'Somebody’s profile, by name',
  access: 'anyone',
  etag: true,
  params: z.strictObject({ username: Username }),
  replies: { 200: Profile },
  errors: [errors.notFound, errors.unavailable],
});
