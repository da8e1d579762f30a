import { erasureSetting } from '@concord/community';
import { ConfigError, readConfig, settings, type Env } from '@concord/platform';
import { z } from 'zod';
import { readSigningKeys } from './credentials/signing-keys.ts';
import { readOauthSettings } from './oauth-settings.ts';

/** Whom exports ask: a service without a URL is expected behind this process's own internal port. */
const serviceUrls = {
  CONCORD_USER_URL: settings.url.optional(),
  CONCORD_POST_URL: settings.url.optional(),
  CONCORD_COMMENT_URL: settings.url.optional(),
  CONCORD_REACTION_URL: settings.url.optional(),
  CONCORD_NOTIFICATION_URL: settings.url.optional(),
  CONCORD_ENGAGEMENT_URL: settings.url.optional(),
  CONCORD_MODERATION_URL: settings.url.optional(),
} as const;

const schema = z.object({
  CONCORD_AUTH_DATABASE_URL: settings.databaseUrl,
  CONCORD_AUTH_POOL_SIZE: settings.count(10).describe('Connections to MySQL at the most'),
  CONCORD_KAFKA_BROKERS: settings.brokers,
  ...erasureSetting,
  CONCORD_SIGNING_KEYS: z
    .string()
    .transform((json, context) => {
      try {
        return readSigningKeys(json);
      } catch (error) {
        context.addIssue(error instanceof Error ? error.message : 'cannot be used');
        return z.NEVER;
      }
    })
    .describe('Private ES256 keys as a JSON array of JWKs: the first signs, all are published'),
  CONCORD_ISSUER: settings.url.default('http://127.0.0.1:8080').describe('The `iss` of access tokens'),
  CONCORD_CURSOR_SECRET: settings.secret.describe('Signs the cursors of lists'),
  CONCORD_EMAIL_VERIFICATION: z
    .enum(['off', 'required'])
    .default('off')
    .describe(
      'off: an account can log in at once, which lets somebody who signs up with an address find out whether it had an account. ' +
        'required: an account can log in only once its address is verified; this takes CONCORD_SMTP_URL',
    ),
  CONCORD_SMTP_URL: settings.smtpUrl.optional().describe('The server that takes mail; without it none is sent'),
  CONCORD_MAIL_FROM: settings.sender.default({ name: 'Concord', address: 'concord@localhost' }),
  CONCORD_PUBLIC_URL: settings.url
    .default('http://127.0.0.1:8080')
    .transform((url) => url.replace(/\/+$/, ''))
    .describe('Where people open the community: links in mails begin with it, whatever Host a request names'),
  CONCORD_REDIS_URL: settings.redisUrl
    .optional()
    .describe('Where guesses at passwords are counted for all processes; without it each counts by itself'),
  CONCORD_PASSWORD_WORKERS: settings.count(2).describe('Passwords hashed at once: each takes a core and 19 MiB'),
  CONCORD_PASSWORD_QUEUE: settings.count(64).describe('Passwords that may wait; more are answered 503'),
  CONCORD_INTERNAL_SECRET: settings.secret,
  CONCORD_INTERNAL_PORT: settings.port(18_080),
  ...serviceUrls,
  CONCORD_AUTH_PURGE_INTERVAL_MS: settings.milliseconds(600_000).describe('How often what has long expired is deleted'),
});

type Read = z.output<typeof schema>;

const assertCanVerify = ({ CONCORD_EMAIL_VERIFICATION: verification, CONCORD_SMTP_URL: smtpUrl }: Read): void => {
  if (verification === 'required' && smtpUrl === undefined)
    throw new ConfigError(
      'The configuration cannot be used. CONCORD_EMAIL_VERIFICATION: "required" takes mails, and CONCORD_SMTP_URL is not set: nobody new could ever log in',
    );
};

export type AuthConfig = ReturnType<typeof readAuthConfig>;

/** The settings of this service. Throws `ConfigError` naming what is wrong. */
export const readAuthConfig = (env: Env) => {
  const read = readConfig(schema, env);
  assertCanVerify(read);
  return Object.freeze({
    databaseUrl: read.CONCORD_AUTH_DATABASE_URL,
    poolSize: read.CONCORD_AUTH_POOL_SIZE,
    brokers: read.CONCORD_KAFKA_BROKERS,
    erasureSettleMs: read.CONCORD_ERASURE_SETTLE_MS,
    signingKeys: read.CONCORD_SIGNING_KEYS,
    issuer: read.CONCORD_ISSUER,
    cursorSecret: read.CONCORD_CURSOR_SECRET,
    emailVerification: read.CONCORD_EMAIL_VERIFICATION,
    mail: { smtpUrl: read.CONCORD_SMTP_URL, from: read.CONCORD_MAIL_FROM, publicUrl: read.CONCORD_PUBLIC_URL },
    redisUrl: read.CONCORD_REDIS_URL,
    passwordQueue: { running: read.CONCORD_PASSWORD_WORKERS, waiting: read.CONCORD_PASSWORD_QUEUE },
    oauth: readOauthSettings(env, read.CONCORD_ISSUER),
    internalSecret: read.CONCORD_INTERNAL_SECRET,
    urlOf: (service: string): string =>
      read[`CONCORD_${service.toUpperCase()}_URL` as keyof typeof serviceUrls] ??
      `http://127.0.0.1:${String(read.CONCORD_INTERNAL_PORT)}`,
    purgeIntervalMs: read.CONCORD_AUTH_PURGE_INTERVAL_MS,
  });
};
