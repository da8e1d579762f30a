import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, PageOf, Paging } from '../kit/types.ts';
import { Card } from './profiles.ts';

export const block = operation({
  id: 'block',
  method: 'PUT',
  path: '/v1/me/blocks/{id}',
  summary: 'Block somebody',
  description: 'Ends follows, requests and friendship in both directions; neither sees the other any more.',
  access: 'user',
  receipt: true,
  params: z.strictObject({ id: Id }),
  replies: { 204: null },
  errors: [errors.notFound, errors.impossible],
});

export const unblock = operation({
  id: 'unblock',
  method: 'DELETE',
  path: '/v1/me/blocks/{id}',
  summary: 'Lift a block',
  access: 'user',
  receipt: true,
  params: z.strictObject({ id: Id }),
  replies: { 204: null },
  errors: [],
});

export const listBlocks = operation({
  id: 'listBlocks',
  method: 'GET',
  path: '/v1/me/blocks',
  summary: 'Whom I block, newest first',
  access: 'user',
  paged: true,
  query: z.strictObject({ ...Paging }),
  replies: { 200: PageOf(Card) },
  errors: [errors.cursorInvalid],
});
