import { readConfig, settings, type Env } from '@concord/platform';
import { z } from 'zod';

const schema = z.object({
  CONCORD_NOTIFICATION_DATABASE_URL: settings.databaseUrl,
  CONCORD_KAFKA_BROKERS: settings.brokers,
  CONCORD_CURSOR_SECRET: settings.secret,
});

/** The notification service's settings. */
export const config = (env: Env) => Object.freeze(readConfig(schema, env));
