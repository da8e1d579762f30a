import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, Time } from '../kit/types.ts';

/** Bytes in base64url (RFC 4648 section 5), so many. */
const bytes = (count: number) =>
  z
    .string()
    .regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((count * 4) / 3)}}={0,2}$`), `is not ${count} bytes in base64url`);

/** What `PushSubscription.toJSON()` of a browser gives (W3C Push API section 8). */
export const PushSubscription = z
  .strictObject({
    endpoint: z
      .url({ protocol: /^https?$/ })
      .max(1_000)
      .meta({ description: 'Of the push service: https, a public host' }),
    expirationTime: z.number().nullable().optional(),
    keys: z.strictObject({
      p256dh: bytes(65).meta({ description: 'The browser’s public key' }),
      auth: bytes(16).meta({ description: 'Its secret' }),
    }),
  })
  .meta({ id: 'PushSubscription' });

export const getPushKey = operation({
  id: 'getPushKey',
  method: 'GET',
  path: '/v1/push-key',
  summary: 'The public key that a browser subscribes to Web Push with',
  description: 'For `applicationServerKey` (VAPID, RFC 8292). 404 where this deployment sends no push messages.',
  access: 'anyone',
  replies: { 200: z.strictObject({ publicKey: z.string() }) },
  errors: [errors.notFound],
});

export const registerDevice = operation({
  id: 'registerDevice',
  method: 'PUT',
  path: '/v1/me/devices',
  summary: 'Be told on this device by Web Push',
  description:
    'The same endpoint is one device, of the account that registered it last. Of 20 devices of an account the oldest makes room for a new one. ' +
    'A device goes when its session is ended, and when its push service says that it is gone.',
  access: 'user',
  body: PushSubscription,
  replies: { 200: z.strictObject({ id: Id, createdAt: Time }) },
  errors: [errors.impossible],
});

export const deleteDevice = operation({
  id: 'deleteDevice',
  method: 'DELETE',
  path: '/v1/me/devices/{id}',
  summary: 'Be told on this device no more',
  access: 'user',
  params: z.strictObject({ id: Id }),
  replies: { 204: null },
  errors: [],
});

export const deleteDevices = operation({
  id: 'deleteDevices',
  method: 'DELETE',
  path: '/v1/me/devices',
  summary: 'Be told on no device any more',
  access: 'user',
  replies: { 204: null },
  errors: [],
});
