import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, PageOf, Paging } from '../kit/types.ts';
import { Card } from './profiles.ts';

export const mute = operation({
  id: 'mute',
  method: 'PUT',
  path: '/v1/me/mutes/{id}',
  summary: 'Mute somebody',
  description: 'Leaves what they write out of my feed, and them out of suggestions. Nobody but me learns of it.',
  access: 'user',
  receipt: true,
  params: z.strictObject({ id: Id }),
  replies: { 204: null },
  errors: [errors.notFound, errors.impossible],
});

export const unmute = operation({
  id: 'unmute',
  method: 'DELETE',
  path: '/v1/me/mutes/{id}',
  summary: 'Hear somebody again',
  access: 'user',
  receipt: true,
  params: z.strictObject({ id: Id }),
  replies: { 204: null },
  errors: [],
});

export const listMutes = operation({
  id: 'listMutes',
  method: 'GET',
  path: '/v1/me/mutes',
  summary: 'Whom I mute, newest first',
  description:
    'Without those whom I may not know of any more, because of a block or because their account is not active.',
  access: 'user',
  paged: true,
  query: z.strictObject({ ...Paging }),
  replies: { 200: PageOf(Card) },
  errors: [errors.cursorInvalid],
});
