import { readConfig, settings, type Env } from '@concord/platform';
import { z } from 'zod';

const schema = z.object({
  CONCORD_ELASTICSEARCH_URL: settings.url,
  CONCORD_KAFKA_BROKERS: settings.brokers,
  CONCORD_CURSOR_SECRET: settings.secret,
  CONCORD_INDEX_PREFIX: settings.prefix,
  /** Older knowledge of relations than this is not acted on: searches answer 503 `stale` instead. */
  CONCORD_RELATIONS_MAX_AGE_MS: settings.milliseconds(10_000),
  /** An index further behind than this is not searched: what was narrowed meanwhile could still be found in it. */
  CONCORD_INDEX_MAX_AGE_MS: settings.milliseconds(60_000),
  /** How many relations of all viewers together are kept in memory; about 100 bytes each. */
  CONCORD_RELATIONS_CACHED: settings.count(2_000_000),
  /** Health is red from this age of the newest canary on. */
  CONCORD_CANARY_RED_MS: settings.milliseconds(10_000),
});

export const config = (env: Env) => readConfig(schema, env);
