import { readConfig, settings, type Env } from '@concord/platform';
import { z } from 'zod';

const schema = z.object({
  CONCORD_ENGAGEMENT_DATABASE_URL: settings.databaseUrl,
  CONCORD_KAFKA_BROKERS: settings.brokers,
  CONCORD_INTERNAL_SECRET: settings.secret,
  CONCORD_INTERNAL_PORT: settings.port(18_080),
  CONCORD_USER_URL: settings.url.optional(),
  CONCORD_POST_URL: settings.url.optional(),
});

/** The engagement service's settings; where another service's URL is not given it is expected behind this process's own internal port. */
export const config = (env: Env) => {
  const read = readConfig(schema, env);
  const own = `http://127.0.0.1:${read.CONCORD_INTERNAL_PORT}`;
  return Object.freeze({
    ...read,
    userUrl: read.CONCORD_USER_URL ?? own,
    postUrl: read.CONCORD_POST_URL ?? own,
  });
};
