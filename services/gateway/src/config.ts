import { contract, type ServiceName } from '@concord/contracts';
import { readConfig, settings, type Env } from '@concord/platform';
import { z } from 'zod';

const services = Object.keys(contract) as ServiceName[];
const variableOf = (service: ServiceName) => `CONCORD_${service.toUpperCase()}_URL` as const;

const schema = z.object({
  CONCORD_HOST: settings.host,
  CONCORD_PORT: settings.port(8_080),
  CONCORD_INTERNAL_PORT: settings.port(18_080),
  CONCORD_INTERNAL_SECRET: settings.secret,
  CONCORD_CURSOR_SECRET: settings.secret,
  /** Whoever sends it in `Concord-Operator` is counted by the operator's limits: importers, tests, benchmarks. */
  CONCORD_OPERATOR_TOKEN: settings.secret,
  CONCORD_ISSUER: settings.url.default('http://127.0.0.1:8080'),
  CONCORD_REDIS_URL: settings.redisUrl,
  CONCORD_KAFKA_BROKERS: settings.brokers,
  /** How many proxies of ours stand before the gateway: as many entries of X-Forwarded-For are believed, from the right. */
  CONCORD_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Age in milliseconds above which the list of revocations is not trusted and auth is asked instead. */
  CONCORD_REVOCATIONS_MAX_AGE_MS: settings.milliseconds(5_000),
});

const addresses = z.object(
  Object.fromEntries(services.map((name) => [variableOf(name), settings.url.optional()] as const)),
);

export type Config = ReturnType<typeof config>;

/** The gateway's settings; where a service's URL is not given it is expected behind this process's own internal port. */
export const config = (env: Env) => {
  const read = readConfig(schema, env);
  const urls = readConfig(addresses, env);
  const own = `http://127.0.0.1:${String(read.CONCORD_INTERNAL_PORT)}`;
  return Object.freeze({
    ...read,
    urls: Object.fromEntries(services.map((name) => [name, urls[variableOf(name)] ?? own])) as Record<
      ServiceName,
      string
    >,
  });
};
