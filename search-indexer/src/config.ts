import { readConfig, settings, type Env } from '@concord/platform';
import { z } from 'zod';

const schema = z.object({
  CONCORD_ELASTICSEARCH_URL: settings.url,
  CONCORD_KAFKA_BROKERS: settings.brokers,
  /** Every index and alias begins with it, so that two deployments can share a cluster. */
  CONCORD_INDEX_PREFIX: settings.prefix,
  /** The least time between two refreshes of an index while the queue is short. */
  CONCORD_REFRESH_MIN_INTERVAL_MS: settings.milliseconds(25),
  /** Records waiting in a partition from which on freshness gives way to throughput. */
  CONCORD_CATCH_UP_FROM: settings.count(2_000),
});

export const config = (env: Env) => readConfig(schema, env);
