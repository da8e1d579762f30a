import { Failure } from '../stack/failure.ts';

const names = ['CONCORD_POST_DATABASE_URL', 'CONCORD_KAFKA_BROKERS', 'CONCORD_ELASTICSEARCH_URL'] as const;

/** The environment of the stack; what the benchmarks use themselves is there. */
export type Addresses = Readonly<Record<(typeof names)[number], string>> & Readonly<Record<string, string | undefined>>;

export const addressesIn = (environment: Readonly<Record<string, string | undefined>>): Addresses => {
  const missing = names.filter((name) => environment[name] === undefined);
  if (missing.length > 0)
    throw new Failure({
      cause: `The stack's environment lacks ${missing.join(', ')}.`,
      remedy: 'Write it anew: ./concord up',
    });
  return environment as Addresses;
};
