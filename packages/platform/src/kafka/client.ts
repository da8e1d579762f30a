import kafkajs from 'kafkajs';
import { logger } from '../telemetry/log.ts';
import { mendIdleTimer } from './idle-timer.ts';

const log = logger('kafka');

const levelOf = (level: kafkajs.logLevel): 'error' | 'warn' | 'debug' =>
  level === kafkajs.logLevel.ERROR ? 'error' : level === kafkajs.logLevel.WARN ? 'warn' : 'debug';

/** Short waits: whoever uses the client tries again, and a broker that is back must be found within a second. */
export const retry = { initialRetryTime: 100, maxRetryTime: 1_000, factor: 0.2, multiplier: 2 };

/** kafkajs warns of our bounded retries: whoever produces must hear of an outage, and what comes twice is harmless. */
const deliberate = 'Limiting retries for the idempotent producer';

/** The driver's client with our deadlines; its log goes to ours, without its values. */
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
      ({ namespace, level, log: { message, groupId, error } }) => {
        if (!message.startsWith(deliberate))
          log[levelOf(level)]({ namespace, groupId: groupId as unknown, reason: error as unknown }, message);
      },
  });
};
