import { communitySettings } from '@concord/community';
import { readConfig, settings, type Env } from '@concord/platform';
import { z } from 'zod';

const key = (bytes: number) =>
  z.string().refine((text) => /^[\w-]+$/.test(text) && Buffer.from(text, 'base64url').length === bytes, {
    message: `must be ${bytes} bytes in base64url`,
  });

const schema = z.object({
  ...communitySettings,
  CONCORD_NOTIFICATION_DATABASE_URL: settings.databaseUrl,
  CONCORD_AUTH_URL: settings.url.optional(),
  CONCORD_USER_URL: settings.url.optional(),
  /** Where people open the community, and where this API is under /v1: links in mails begin with it. */
  CONCORD_PUBLIC_URL: settings.url.default('http://127.0.0.1:8080').transform((url) => url.replace(/\/+$/, '')),
  /** The server that takes mail; without it none is sent. */
  CONCORD_SMTP_URL: settings.smtpUrl.optional(),
  CONCORD_MAIL_FROM: settings.sender.default({ name: 'Concord', address: 'concord@localhost' }),
  /** So long what somebody is told is collected before it is mailed. */
  CONCORD_MAIL_DELAY_MS: settings.milliseconds(120_000),
  /** The key pair for Web Push, both parts in base64url; without it nothing is pushed. */
  CONCORD_VAPID_PUBLIC_KEY: key(65).optional(),
  CONCORD_VAPID_PRIVATE_KEY: key(32).optional(),
  /** Whom push services turn to; the sender of mails unless told. */
  CONCORD_VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto:|https:\/\/)./, 'must begin with mailto: or https://')
    .optional(),
  /** on: push services may have private addresses and speak plain HTTP. For tests, or a push service of one's own. */
  CONCORD_PUSH_ALLOW_PRIVATE: z.enum(['on', 'off']).default('off'),
});

type Read = z.output<typeof schema>;

const vapidOf = (read: Read) => {
  const { CONCORD_VAPID_PUBLIC_KEY: publicKey, CONCORD_VAPID_PRIVATE_KEY: privateKey } = read;
  if (publicKey === undefined || privateKey === undefined) return null;
  const subject = read.CONCORD_VAPID_SUBJECT ?? `mailto:${read.CONCORD_MAIL_FROM.address}`;
  return { publicKey, privateKey, subject };
};

/** The notification service's settings; where another service's URL is not given it is expected behind this process's own internal port. */
export const config = (env: Env) => {
  const read = readConfig(schema, env);
  const own = `http://127.0.0.1:${read.CONCORD_INTERNAL_PORT}`;
  return Object.freeze({
    ...read,
    authUrl: read.CONCORD_AUTH_URL ?? own,
    /** Null: nothing is pushed. */
    vapid: vapidOf(read),
  });
};

export type Config = ReturnType<typeof config>;
