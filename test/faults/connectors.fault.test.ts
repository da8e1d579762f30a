import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { connectorStatus, registerConnectors } from '@concord/connectors';
import { eventually } from '@concord/testkit';
import { setting, untilCaughtUp } from '../e2e/platform.ts';
import { proveHealthy, untilFresh } from './healthy.ts';
import { note, signal, status } from './parts.ts';
import { passageTo, type Passage } from './passage.ts';

const connectUrl = setting('CONCORD_CONNECT_URL');
let mysql: Passage;

beforeAll(async () => {
  mysql = await passageTo(setting('CONCORD_MYSQL_HOST'), Number(setting('CONCORD_MYSQL_PORT')));
});
afterEach(proveHealthy, 240_000);
afterAll(async () => {
  await eventually(() => registerConnectors(process.env).then(() => true), { timeoutMs: 60_000, everyMs: 1_000 });
  await mysql.close();
  await proveHealthy();
}, 240_000);

/** The connector reads through our passage and does not look after its connection by itself: what then helps is the keeper. */
const readThroughPassage = async (overrides: Record<string, string> = {}): Promise<void> => {
  mysql.open();
  await registerConnectors(process.env, {
    'database.port': String(mysql.port),
    'connect.keep.alive': 'false',
    ...overrides,
  });
  await untilFresh();
  await untilCaughtUp();
};

const untilRed = () => eventually(async () => !(await status()).search.fresh, { timeoutMs: 60_000, everyMs: 250 });

test('a connector that says RUNNING but is silent is red within 15 s, and is restarted', async () => {
  await readThroughPassage();
  const silent = performance.now();
  mysql.freeze();
  await untilRed();
  note('connector silent; status was red after', silent);
  // One look takes a second or more on a busy machine.
  expect(performance.now() - silent).toBeLessThan(20_000);
  expect(await connectorStatus(connectUrl, 'mysql')).toMatchObject({ connector: 'RUNNING', task: 'RUNNING' });

  await untilFresh();
  note('connector silent; the canary was fresh after', silent);
}, 240_000);

test('a failed task is restarted', async () => {
  await readThroughPassage({ 'errors.max.retries': '0' });
  const blocked = performance.now();
  mysql.block();
  await eventually(async () => (await connectorStatus(connectUrl, 'mysql'))?.task === 'FAILED', {
    timeoutMs: 60_000,
    everyMs: 100,
  });
  note('connector cut off from MySQL; its task failed after', blocked);
  mysql.open();
  const opened = performance.now();
  await eventually(async () => (await connectorStatus(connectUrl, 'mysql'))?.task === 'RUNNING', {
    timeoutMs: 120_000,
    everyMs: 250,
  });
  await untilCaughtUp();
  note('MySQL can be reached again; the canary was fresh after', opened);
}, 240_000);

test('Kafka Connect that hangs makes search red within 15 s, and it goes on when it moves again', async () => {
  const stopped = performance.now();
  signal('connect', 'SIGSTOP');
  try {
    await untilRed();
    note('connect hangs; status was red after', stopped);
    expect(performance.now() - stopped).toBeLessThan(20_000);
  } finally {
    signal('connect', 'SIGCONT');
  }
  const moving = performance.now();
  await untilFresh();
  note('connect moves again; the canary was fresh after', moving);
}, 240_000);
