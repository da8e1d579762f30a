import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { openDatabase, openKafka, readConfig, settings, type Db, type Env } from '@concord/platform';
import { z } from 'zod';
import { connectConfig, connectorNames, readConnector, type ConnectorName } from './connector-config.ts';
import { capturedBefore, keepCaptured, newlyCaptured, readColumnList, statesIn, type Captured } from './captured.ts';
import {
  ConnectError,
  connectorConfig,
  connectorStatus,
  moveConnector,
  putConnector,
  restartConnector,
  type ConnectorStatus,
} from './connect-api.ts';
import { keptSettings } from './kept-settings.ts';
import { allTopics } from './topics.ts';

const schema = z.object({
  CONCORD_KAFKA_BROKERS: settings.brokers,
  CONCORD_CONNECT_URL: settings.url,
  CONCORD_OPS_DATABASE_URL: settings.databaseUrl,
});
const brokersSchema = schema.pick({ CONCORD_KAFKA_BROKERS: true });

/** Connect is asked every 100 ms, for two minutes at the most. */
const until = async (
  connectUrl: string,
  name: ConnectorName,
  what: string,
  reached: (status: ConnectorStatus) => boolean,
): Promise<void> => {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const status = await connectorStatus(connectUrl, name);
    if (status !== null && reached(status)) return;
    if (Date.now() > deadline) throw new ConnectError(`Connector "${name}" did not ${what} within two minutes`);
    await delay(100);
  }
};

const untilStopped = (connectUrl: string, name: ConnectorName) =>
  until(connectUrl, name, 'stop', ({ connector, task }) => connector === 'STOPPED' && task === null);

/** A task that has just been started again may still be told to have failed. */
const failsForMs = 5_000;

const untilRunning = (connectUrl: string, name: ConnectorName) => {
  let failedSince: number | undefined;
  return until(connectUrl, name, 'start', ({ task, reason }) => {
    if (task === 'RUNNING') return true;
    failedSince = task === 'FAILED' ? (failedSince ?? Date.now()) : undefined;
    if (failedSince !== undefined && Date.now() - failedSince > failsForMs)
      throw new ConnectError(`Connector "${name}" failed: ${reason ?? 'no reason given'}`);
    return false;
  });
};

/** As an interrupted registration has left it, of this release or another: Connect keeps it so for ever. Unknown while Connect rebalances. */
const isStopped = async (connectUrl: string, name: ConnectorName): Promise<boolean> =>
  (await connectorStatus(connectUrl, name))?.connector === 'STOPPED';

/** Creates the topics of all streams where they are missing. */
export const ensureTopics = async (env: Env): Promise<void> => {
  const kafka = openKafka({
    brokers: readConfig(brokersSchema, env).CONCORD_KAFKA_BROKERS,
    clientId: 'concord-connectors',
  });
  await kafka.start();
  try {
    await kafka.ensureTopics(allTopics());
  } finally {
    await kafka.stop();
  }
};

/**
 * What every row has been told of so far. Where nothing is written down yet it is what the connector was given, written down before that is
 * changed; one that is not there yet begins with a snapshot of everything.
 */
const toldSoFar = async (db: Db, connectUrl: string, name: ConnectorName, now: Captured): Promise<Captured> => {
  const written = await capturedBefore(db, name);
  if (written !== null) return written;
  const config = await connectorConfig(connectUrl, name);
  const told = config === null ? now : statesIn(readColumnList(config['column.include.list'] ?? ''));
  await keepCaptured(db, name, told);
  return told;
};

/**
 * Registers one connector. When it captures tables or columns that it did not, it is stopped before and asked after to tell their rows
 * again, with all columns: only the new task can hear that. May be interrupted anywhere and repeated.
 */
const register = async (
  db: Db,
  connectUrl: string,
  name: ConnectorName,
  overrides: Readonly<Record<string, string>>,
): Promise<void> => {
  const file = readConnector(name);
  const now = statesIn(file['column.include.list']);
  const before = await toldSoFar(db, connectUrl, name, now);
  const fresh = newlyCaptured(now, before);
  const kept = keptSettings(await connectorConfig(connectUrl, name));
  const failed = (await connectorStatus(connectUrl, name))?.task === 'FAILED';
  try {
    if (fresh.length > 0) {
      await moveConnector(connectUrl, name, 'stop');
      await untilStopped(connectUrl, name);
    }
    await putConnector(connectUrl, name, connectConfig(file, { ...kept, ...overrides }));
    // The same settings once more start nothing.
    if (failed) await restartConnector(connectUrl, name, true);
  } finally {
    if (fresh.length > 0 || (await isStopped(connectUrl, name))) await moveConnector(connectUrl, name, 'resume');
  }
  await untilRunning(connectUrl, name);
  if (!isDeepStrictEqual(now, before)) await keepCaptured(db, name, now, fresh);
};

/**
 * Registers every connector, after its topics, and returns when each streams. Repeating it changes nothing.
 * `overrides` replaces settings until it is repeated without.
 */
export const registerConnectors = async (env: Env, overrides: Readonly<Record<string, string>> = {}): Promise<void> => {
  const { CONCORD_CONNECT_URL: connectUrl, CONCORD_OPS_DATABASE_URL: url } = readConfig(schema, env);
  await ensureTopics(env);
  const db = openDatabase(url, { poolSize: 1 });
  try {
    for (const name of connectorNames) await register(db, connectUrl, name, overrides);
  } finally {
    await db.destroy();
  }
};
