import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, PageOf, Paging } from '../kit/types.ts';
import { Card } from './profiles.ts';

const person = z.strictObject({ id: Id });

export const requestFriend = operation({
  id: 'requestFriend',
  method: 'PUT',
  path: '/v1/me/friend-requests/{id}',
  summary: 'Ask somebody to be a friend',
  description: 'Where the other has asked already, this accepts.',
  access: 'user',
  receipt: true,
  params: person,
  replies: { 200: z.strictObject({ state: z.enum(['requested', 'friends']) }) },
  errors: [errors.notFound, errors.impossible, errors.forbidden],
});

export const acceptFriend = operation({
  id: 'acceptFriend',
  method: 'PUT',
  path: '/v1/me/friends/{id}',
  summary: 'Accept somebody who asked to be a friend',
  access: 'user',
  receipt: true,
  params: person,
  replies: { 204: null },
  errors: [errors.notFound, errors.forbidden],
});

export const removeFriend = operation({
  id: 'removeFriend',
  method: 'DELETE',
  path: '/v1/me/friends/{id}',
  summary: 'End a friendship, take a request back or refuse one',
  access: 'user',
  receipt: true,
  params: person,
  replies: { 204: null },
  errors: [],
});

export const listFriends = operation({
  id: 'listFriends',
  method: 'GET',
  path: '/v1/me/friends',
  summary: 'My friends, newest first',
  access: 'user',
  paged: true,
  query: z.strictObject({ ...Paging }),
  replies: { 200: PageOf(Card) },
  errors: [errors.cursorInvalid],
});

export const listFriendRequests = operation({
  id: 'listFriendRequests',
  method: 'GET',
  path: '/v1/me/friend-requests',
  summary: 'Requests to me or by me, newest first',
  access: 'user',
  paged: true,
  query: z.strictObject({ direction: z.enum(['received', 'sent']).default('received'), ...Paging }),
  replies: { 200: PageOf(Card) },
  errors: [errors.cursorInvalid],
});
