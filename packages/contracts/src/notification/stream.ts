import { z } from 'zod';
import { operation } from '../kit/operation.ts';
import { Id, Time } from '../kit/types.ts';
import { Card } from '../user/profiles.ts';
import { NotificationSubject, NotificationType } from './notifications.ts';

const Seq = z
  .int()
  .nonnegative()
  .meta({ description: 'Position in the log of this account: increasing, with gaps; send it as `resume_after`' });

/** What comes over the stream. Frames with a position of their own are kept and come again after `resume_after`. */
export const StreamFrame = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('ready'), seq: Seq })
      .meta({ description: 'The stream is open; what comes is newer than this' }),
    z
      .strictObject({
        type: z.literal('notification'),
        seq: Seq,
        notification: z.strictObject({
          id: Id,
          group: z.string(),
          type: NotificationType,
          subject: NotificationSubject.nullable(),
          actor: Card.nullable(),
          createdAt: Time,
        }),
      })
      .meta({ description: 'Something happened' }),
    z
      .strictObject({ type: z.literal('removed'), seq: Seq, ids: z.array(Id) })
      .meta({ description: 'These notifications may not be seen any more' }),
    z
      .strictObject({ type: z.literal('read'), seq: Seq })
      .meta({ description: 'Something was marked as read, here or elsewhere: ask for the count again' }),
    z
      .strictObject({ type: z.literal('resync'), seq: Seq })
      .meta({ description: 'The position asked for is not kept any more: read the list, then go on from here' }),
  ])
  .meta({ id: 'StreamFrame' });
export type StreamFrame = z.output<typeof StreamFrame>;

/** Why the server closes a WebSocket, besides the codes of RFC 6455. */
export const streamCloseCodes = {
  /** The session has ended: log in again. */
  sessionEnded: 4401,
} as const;

export const createStreamTicket = operation({
  id: 'createStreamTicket',
  method: 'POST',
  path: '/v1/stream/tickets',
  summary: 'A ticket for one WebSocket at /v1/stream',
  description:
    'Open `/v1/stream?ticket=…&resume_after=…` within 30 seconds. Server-Sent Events with the same frames: GET /v1/stream/events with the access token.',
  access: 'user',
  replies: { 200: z.strictObject({ ticket: z.string(), expiresAt: Time }) },
  errors: [],
});
