import { Audience } from '@concord/contracts';
import { erasureSetting } from '@concord/community';
import { readConfig, settings, type Env } from '@concord/platform';
import { z } from 'zod';

const schema = z.object({
  CONCORD_USER_DATABASE_URL: settings.databaseUrl,
  CONCORD_USER_POOL_SIZE: settings.count(10).describe('Connections to MySQL at the most'),
  CONCORD_REDIS_URL: settings.redisUrl,
  CONCORD_KAFKA_BROKERS: settings.brokers,
  ...erasureSetting,
  CONCORD_INTERNAL_SECRET: settings.secret.describe('Shown to auth'),
  CONCORD_INTERNAL_PORT: settings.port(18_080),
  CONCORD_AUTH_URL: settings.url.optional().describe('Where auth answers; this process unless given'),
  CONCORD_CURSOR_SECRET: settings.secret.describe('Signs the cursors of lists'),
  CONCORD_PROFILE_VISIBILITY: Audience.default('public').describe('Who sees the page of somebody who never chose'),
  CONCORD_COPY_MAX_AGE_MS: settings
    .milliseconds(10_000)
    .describe('Older knowledge of accounts does not decide who sees what is not public: auth is asked'),
});

export type UserConfig = ReturnType<typeof readUserConfig>;

/** The settings of this service. Throws `ConfigError` naming what is wrong. */
export const readUserConfig = (env: Env) => {
  const read = readConfig(schema, env);
  return Object.freeze({
    databaseUrl: read.CONCORD_USER_DATABASE_URL,
    poolSize: read.CONCORD_USER_POOL_SIZE,
    redisUrl: read.CONCORD_REDIS_URL,
    brokers: read.CONCORD_KAFKA_BROKERS,
    auth: {
      baseUrl: read.CONCORD_AUTH_URL ?? `http://127.0.0.1:${read.CONCORD_INTERNAL_PORT}`,
      secret: read.CONCORD_INTERNAL_SECRET,
    },
    erasureSettleMs: read.CONCORD_ERASURE_SETTLE_MS,
    cursorSecret: read.CONCORD_CURSOR_SECRET,
    profileVisibility: read.CONCORD_PROFILE_VISIBILITY,
    copyMaxAgeMs: read.CONCORD_COPY_MAX_AGE_MS,
  });
};
