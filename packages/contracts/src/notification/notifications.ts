import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, PageOf, Paging, Time } from '../kit/types.ts';
import { Card } from '../user/profiles.ts';

/** What one can be told of. */
export const NotificationType = z.enum([
  ...['friend_request', 'friend_accepted', 'follow', 'follow_request'],
  ...['like', 'comment', 'reply', 'mention', 'share', 'new_post', 'message', 'system'],
  ...['report_decided', 'content_removed'],
] as [
  'friend_request',
  'friend_accepted',
  'follow',
  'follow_request',
  'like',
  'comment',
  'reply',
  'mention',
  'share',
  'new_post',
  'message',
  'system',
  'report_decided',
  'content_removed',
]);
export type NotificationType = z.output<typeof NotificationType>;

/** What it is about: a post, a comment under a post, or a person (who did it). */
export const NotificationSubject = z
  .strictObject({
    type: z.enum(['post', 'comment', 'person']),
    id: Id,
    postId: Id.nullable().meta({ description: 'The post that a comment stands under' }),
  })
  .meta({ id: 'NotificationSubject' });

/** Notifications of one type about one thing, together: "A, B and 12 others". */
export const NotificationGroup = z
  .strictObject({
    id: Id.meta({ description: 'Of the newest notification in it' }),
    group: z.string().meta({ description: 'Names the group, for marking it as read' }),
    type: NotificationType,
    subject: NotificationSubject.nullable(),
    people: z.int().meta({ description: 'How many people did it' }),
    members: z.array(Card).meta({ description: 'The newest three of them' }),
    unread: z.boolean(),
    createdAt: Time.meta({ description: 'Of the newest' }),
  })
  .meta({ id: 'NotificationGroup' });

export const listNotifications = operation({
  id: 'listNotifications',
  method: 'GET',
  path: '/v1/notifications',
  summary: 'What happened to me, newest first',
  description:
    'Grouped by type and subject. What I may not see any more, or by people I block or mute, is not among it and not counted.',
  access: 'user',
  paged: true,
  query: z.strictObject({
    unread: z.enum(['true', 'false']).optional().meta({ description: 'Only groups with something unread' }),
    type: NotificationType.optional(),
    ...Paging,
  }),
  replies: { 200: PageOf(NotificationGroup) },
  waits: true,
  errors: [errors.cursorInvalid, errors.stale],
});

export const getUnreadCount = operation({
  id: 'getUnreadCount',
  method: 'GET',
  path: '/v1/notifications/unread-count',
  summary: 'How many groups of notifications hold something unread',
  access: 'user',
  replies: { 200: z.strictObject({ unread: z.int() }) },
  waits: true,
  errors: [errors.stale],
});

/** Exactly one of the three. */
export const ReadMark = z
  .strictObject({
    ids: z.array(Id).min(1).max(100).optional(),
    group: z.string().min(1).max(100).optional(),
    upTo: Id.optional().meta({ description: 'This one and all older ones' }),
  })
  .refine(
    ({ ids, group, upTo }) => [ids, group, upTo].filter((one) => one !== undefined).length === 1,
    'needs exactly one of ids, group and upTo',
  )
  .meta({ id: 'ReadMark' });

export const markNotificationsRead = operation({
  id: 'markNotificationsRead',
  method: 'POST',
  path: '/v1/notifications/read',
  summary: 'Mark notifications as read',
  access: 'user',
  body: ReadMark,
  replies: { 204: null },
  errors: [],
});
