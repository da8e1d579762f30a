import { registerConnectors } from '@concord/connectors';
import { readEnvironment, writeEnvironment } from '../stack/environment.ts';
import { Failure } from '../stack/failure.ts';
import type { Places } from '../stack/places.ts';
import { restartPart } from './restart-part.ts';

/** Debezium's default of `poll.interval.ms` and Kafka's default of `linger.ms`. */
const connectorDefaults = { 'poll.interval.ms': '500', 'producer.override.linger.ms': '5' };

/** The indexer never refreshes by itself: Elasticsearch's default interval of 1 s, at which the indices stand anyway, is all there is. */
const indexerDefaults = { CONCORD_REFRESH_MIN_INTERVAL_MS: String(24 * 3_600_000) };

/** Sets the pipeline to the default intervals of what it is made of; the result puts everything back and may be called at any time. */
export const useDefaultIntervals = async (places: Places): Promise<() => Promise<void>> => {
  const environment = stringsOnly(readEnvironment(places));
  const putBack = async (): Promise<void> => {
    writeEnvironment(places, environment);
    try {
      await registerConnectors(environment);
      await restartPart(places, 'search-indexer');
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Failure({
        cause: `The default intervals are still set: ${why}`,
        remedy: 'Put the platform’s own back: ./concord up && ./concord restart search-indexer',
      });
    }
  };
  try {
    writeEnvironment(places, { ...environment, ...indexerDefaults });
    await registerConnectors(environment, connectorDefaults);
    await restartPart(places, 'search-indexer');
  } catch (error) {
    await putBack();
    throw error;
  }
  return putBack;
};

const stringsOnly = (environment: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));
