import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id } from '../kit/types.ts';
import { NotificationType } from './notifications.ts';

/** The ways in which somebody is told. */
export const channels = ['inApp', 'email', 'push'] as const;
export type Channel = (typeof channels)[number];

const inApp = z.boolean().meta({ description: 'In the list and on the stream; what is off here is told in no way' });
const email = z
  .boolean()
  .meta({ description: 'By e-mail, several together after some minutes; off until switched on' });
const push = z.boolean().meta({ description: 'On registered devices, at once' });

const timeOfDay = z
  .string()
  .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'is not a time from 00:00 to 23:59')
  .meta({ examples: ['22:00'] });

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** When somebody wants to be left alone: e-mail and push wait until it is over. */
export const QuietHours = z
  .strictObject({
    from: timeOfDay,
    to: timeOfDay.meta({ description: 'Not included; earlier than `from` it is on the next day', examples: ['07:00'] }),
    timeZone: z
      .string()
      .max(64)
      .regex(/^[A-Za-z]/, 'is not the name of a time zone')
      .refine(isTimeZone, 'is not the name of a time zone')
      .meta({ description: 'IANA name; daylight saving is followed', examples: ['Europe/Berlin'] }),
  })
  .refine(({ from, to }) => from !== to, 'must begin and end at different times')
  .meta({ id: 'QuietHours' });
export type QuietHours = z.output<typeof QuietHours>;

export const NotificationPreferences = z
  .strictObject({
    types: z.record(NotificationType, z.strictObject({ inApp, email, push })),
    quietHours: QuietHours.nullable(),
  })
  .meta({ id: 'NotificationPreferences' });

/** RFC 7396: what is absent stays as it is. */
export const NotificationPreferencesPatch = z
  .strictObject({
    types: z
      .partialRecord(
        NotificationType,
        z.strictObject({ inApp: inApp.optional(), email: email.optional(), push: push.optional() }),
      )
      .optional(),
    quietHours: QuietHours.nullable().optional().meta({ description: 'Whole; null for none' }),
  })
  .meta({ id: 'NotificationPreferencesPatch' });

export const getNotificationPreferences = operation({
  id: 'getNotificationPreferences',
  method: 'GET',
  path: '/v1/me/notification-preferences',
  summary: 'Of what I am told, how and when',
  access: 'user',
  replies: { 200: NotificationPreferences },
  errors: [],
});

export const updateNotificationPreferences = operation({
  id: 'updateNotificationPreferences',
  method: 'PATCH',
  path: '/v1/me/notification-preferences',
  summary: 'Change of what I am told, how and when',
  description: 'In the app it acts on what happens from now on; on e-mail and push also on what has not been sent yet.',
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
