import { setTimeout as delay } from 'node:timers/promises';
import { openKafka, readConfig, settings, type Env } from '@concord/platform';
import { z } from 'zod';
import { connectConfig, connectorNames, readConnector, type ConnectorName } from './connector-config.ts';
import { ConnectError, connectorStatus, putConnector } from './connect-api.ts';
import { allTopics } from './topics.ts';

const schema = z.object({ CONCORD_KAFKA_BROKERS: settings.brokers, CONCORD_CONNECT_URL: settings.url });

/** What Connect is asked while a connector starts: every 100 ms, for two minutes at the most. */
const untilRunning = async (connectUrl: string, name: ConnectorName): Promise<void> => {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const status = await connectorStatus(connectUrl, name);
    if (status?.task === 'RUNNING') return;
    if (status?.task === 'FAILED')
      throw new ConnectError(
        `Connector "${name}" failed: ${status.trace?.split('\n').slice(0, 3).join(' ') ?? 'no reason given'}`,
      );
    if (Date.now() > deadline) throw new ConnectError(`Connector "${name}" did not start within two minutes`);
    await delay(100);
  }
};

/** Creates the topics of all streams where they are missing. */
export const ensureTopics = async (env: Env): Promise<void> => {
  const kafka = openKafka({ brokers: readConfig(schema, env).CONCORD_KAFKA_BROKERS, clientId: 'concord-connectors' });
  await kafka.start();
  try {
    await kafka.ensureTopics(allTopics());
  } finally {
    await kafka.stop();
  }
};

/**
 * Registers every connector, after its topics, and returns when each streams. Repeating it changes nothing.
 * `overrides` replaces settings, for measurements.
 */
export const registerConnectors = async (env: Env, overrides: Readonly<Record<string, string>> = {}): Promise<void> => {
  const { CONCORD_CONNECT_URL: connectUrl } = readConfig(schema, env);
  await ensureTopics(env);
  for (const name of connectorNames) {
    await putConnector(connectUrl, name, connectConfig(readConnector(name), overrides));
    await untilRunning(connectUrl, name);
  }
};
