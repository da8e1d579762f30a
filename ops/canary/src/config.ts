import { readConfig, settings, type Env } from '@concord/platform';
import { z } from 'zod';

const schema = z.object({
  CONCORD_OPS_DATABASE_URL: settings.databaseUrl,
  /** Revocations of sessions act within 5 s only while this is well below that. */
  CONCORD_CANARY_INTERVAL_MS: settings.milliseconds(1_000),
});

export const config = (env: Env) => readConfig(schema, env);
