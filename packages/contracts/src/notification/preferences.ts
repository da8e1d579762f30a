import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id } from '../kit/types.ts';
import { NotificationType } from './notifications.ts';

const channels = z.strictObject({ inApp: z.boolean() });

export const NotificationPreferences = z
  .strictObject({ types: z.record(NotificationType, channels) })
  .meta({ id: 'NotificationPreferences' });

/** RFC 7396: types that are absent stay as they are. */
export const NotificationPreferencesPatch = z
  .strictObject({ types: z.partialRecord(NotificationType, channels) })
  .meta({ id: 'NotificationPreferencesPatch' });

export const getNotificationPreferences = operation({
  id: 'getNotificationPreferences',
  method: 'GET',
  path: '/v1/me/notification-preferences',
  summary: 'Of what I am told',
  access: 'user',
  replies: { 200: NotificationPreferences },
  errors: [],
});

export const updateNotificationPreferences = operation({
  id: 'updateNotificationPreferences',
  method: 'PATCH',
  path: '/v1/me/notification-preferences',
  summary: 'Change of what I am told',
  description: 'Acts on what happens from now on.',
  access: 'user',
  body: NotificationPreferencesPatch,
  replies: { 200: NotificationPreferences },
  errors: [],
});

const author = z.strictObject({ id: Id });

export const silenceAuthor = operation({
  id: 'silenceAuthor',
  method: 'PUT',
  path: '/v1/me/silenced-authors/{id}',
  summary: 'Be told of no more new posts of somebody I follow',
  access: 'user',
  params: author,
  replies: { 204: null },
  errors: [errors.notFound],
});

export const unsilenceAuthor = operation({
  id: 'unsilenceAuthor',
  method: 'DELETE',
  path: '/v1/me/silenced-authors/{id}',
  summary: 'Be told of somebody’s new posts again',
  access: 'user',
  params: author,
  replies: { 204: null },
  errors: [],
});
