import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, PageOf, Paging } from '../kit/types.ts';
import { Card } from './profiles.ts';

const person = z.strictObject({ id: Id });
const paged = { paged: true, query: z.strictObject({ ...Paging }), replies: { 200: PageOf(Card) } } as const;

export const follow = operation({
  id: 'follow',
  method: 'PUT',
  path: '/v1/me/following/{id}',
  summary: 'Follow somebody, or ask to',
  description:
    'Where the profile is not public this is a request that its owner accepts. Repeating it changes nothing.',
  access: 'user',
  receipt: true,
  params: person,
  replies: { 200: z.strictObject({ state: z.enum(['following', 'requested']) }) },
  errors: [errors.notFound, errors.impossible, errors.forbidden],
});

export const unfollow = operation({
  id: 'unfollow',
  method: 'DELETE',
  path: '/v1/me/following/{id}',
  summary: 'Stop following somebody, or take the request back',
  access: 'user',
  receipt: true,
  params: person,
  replies: { 204: null },
  errors: [],
});

export const removeFollower = operation({
  id: 'removeFollower',
  method: 'DELETE',
  path: '/v1/me/followers/{id}',
  summary: 'Remove a follower, or refuse a request',
  access: 'user',
  receipt: true,
  params: person,
  replies: { 204: null },
  errors: [],
});

export const acceptFollower = operation({
  id: 'acceptFollower',
  method: 'PUT',
  path: '/v1/me/followers/{id}',
  summary: 'Accept somebody who asked to follow me',
  access: 'user',
  receipt: true,
  params: person,
  replies: { 204: null },
  errors: [errors.notFound, errors.forbidden],
});

export const listFollowRequests = operation({
  id: 'listFollowRequests',
  method: 'GET',
  path: '/v1/me/follow-requests',
  summary: 'Who asks to follow me, newest first',
  access: 'user',
  errors: [errors.cursorInvalid],
  ...paged,
});

export const listFollowers = operation({
  id: 'listFollowers',
  method: 'GET',
  path: '/v1/profiles/{id}/followers',
  summary: 'Who follows somebody, newest first',
  access: 'anyone',
  params: person,
  errors: [errors.notFound, errors.cursorInvalid, errors.unavailable],
  ...paged,
});

export const listFollowing = operation({
  id: 'listFollowing',
  method: 'GET',
  path: '/v1/profiles/{id}/following',
  summary: 'Whom somebody follows, newest first',
  access: 'anyone',
  params: person,
  errors: [errors.notFound, errors.cursorInvalid, errors.unavailable],
  ...paged,
});
