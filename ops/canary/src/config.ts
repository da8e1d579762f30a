import { readConfig, settings, type Env } from '@concord/platform';
import { z } from 'zod';

const schema = z.object({
  CONCORD_OPS_DATABASE_URL: settings.databaseUrl,
  CONCORD_KAFKA_BROKERS: settings.brokers,
  CONCORD_CONNECT_URL: settings.url,
  /** Revocations of sessions act within 5 s only while this is well below that. */
  CONCORD_CANARY_INTERVAL_MS: settings.milliseconds(1_000),
  /** A connector from which no canary came for this long is restarted, whatever it says of itself. */
  CONCORD_CONNECTOR_SILENT_MS: settings.milliseconds(15_000),
  CONCORD_CONNECTOR_LOOK_MS: settings.milliseconds(3_000),
});

export const config = (env: Env) => readConfig(schema, env);
