import kafkajs from 'kafkajs';
import { logger } from '../telemetry/log.ts';
import { mendIdleTimer } from './idle-timer.ts';

const log = logger('kafka');

/** Short waits: whoever uses the client tries again, and a broker that is back must be found within a second. */
export const retry = { initialRetryTime: 100, maxRetryTime: 1_000, factor: 0.2, multiplier: 2 };

/**
 * The driver's client with our deadlines. Its log is for debugging only: it reports every attempt of every retry as an error,
 * and what matters is logged by whoever gave up.
 */
export const kafkaClient = (brokers: readonly string[], clientId: string): kafkajs.Kafka => {
  mendIdleTimer();
  return new kafkajs.Kafka({
    clientId,
    brokers: [...brokers],
    connectionTimeout: 2_000,
    requestTimeout: 10_000,
    enforceRequestTimeout: true,
    retry: { ...retry, retries: 4 },
    logLevel: kafkajs.logLevel.WARN,
    logCreator:
      () =>
      ({ namespace, log: { message, groupId } }) =>
        log.debug({ namespace, groupId: groupId as unknown }, message),
  });
};
