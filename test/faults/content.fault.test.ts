import { allTopics, consumers } from '@concord/connectors';
import { openKafka } from '@concord/platform';
import { eventually, type Person } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hasReadAll, readingsOf } from '../../ops/cli/pipeline/readings.ts';
import { different, type Content } from '../../ops/content/content.ts';
import { withCounters } from '../../ops/counters/all.ts';
import { verify, type Verdict } from '../../ops/counters/verify.ts';
import { concord } from '../e2e/command-line.ts';
import { leftOf } from '../e2e/left.ts';
import { anyone, setting, untilCaughtUp } from '../e2e/platform.ts';
import { communityActivity } from './activity.ts';
import { settledContent } from './content.ts';
import { proveHealthy } from './healthy.ts';
import { indexAgreement } from './index-agreement.ts';
import { figures, kill, note } from './parts.ts';
import { produceAgain, recordAll, type Recorded } from './produce-again.ts';

const kafka = openKafka({ brokers: setting('CONCORD_KAFKA_BROKERS').split(','), clientId: 'test-content' });
const seed = 20_260_101;
let recorded: Recorded | undefined;

let leaver: Person;

beforeAll(async () => {
  const [, second] = await communityActivity(6);
  leaver = second as Person;
}, 240_000);
afterAll(async () => {
  if (recorded !== undefined) await produceAgain(kafka, recorded.newest);
  await untilAllRead();
  await kafka.stop();
  await proveHealthy();
}, 240_000);

const topics = allTopics()
  .map(({ name }) => name)
  .filter((name) => !name.startsWith('dead.'));

/** Waits until every consumer has committed all that is in its streams now. */
const untilAllRead = async (): Promise<void> => {
  for (const consumer of consumers)
    for (const reading of await readingsOf(kafka, consumer, topics))
      await eventually(() => hasReadAll(kafka, reading), { timeoutMs: 240_000, everyMs: 250 });
};

const deadLetters = async (): Promise<number> => {
  const ends = await Promise.all(consumers.map((consumer) => kafka.endOffsets(`dead.${consumer}`).catch(() => ({}))));
  return ends.flatMap((end) => Object.values<number>(end)).reduce((sum, offset) => sum + offset, 0);
};

const countersDrift = async (): Promise<{ compared: number; drift: number; wrong: Verdict[] }> => {
  const verdicts = await withCounters(process.env, async (all) => {
    const found: Verdict[] = [];
    for (const counter of all) found.push(await verify(counter, { repair: false, secondLookMs: 3_000 }));
    return found;
  });
  return {
    compared: verdicts.reduce((sum, { compared }) => sum + compared, 0),
    drift: verdicts.reduce((sum, { differ }) => sum + differ, 0),
    wrong: verdicts.filter(({ differ }) => differ > 0),
  };
};

const readers = ['concord', 'search-indexer'] as const;
/** Kills everything that consumes, and waits until it is back; gives how many were killed. */
const killReaders = async (): Promise<number> => {
  await Promise.all(readers.map((part) => kill(part).back()));
  return readers.length;
};

/** How many records of events the consumers' own processes have taken in since they started, in batches. */
const batchesOfEvents = async (): Promise<number> => {
  const metrics = await (await fetch(`http://127.0.0.1:${setting('CONCORD_INTERNAL_PORT')}/metrics`)).text();
  const counts = metrics.matchAll(/^concord_consumer_batch_seconds_count\{[^}]*topic="events\.[^}]*\} (\d+)/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
};

/** Where the services' groups stand in all topics of events, and how many records lie before that. */
const eventPositions = async () => {
  const topics = (await kafka.topics()).filter((topic) => topic.startsWith('events.'));
  const found = { read: 0, waiting: 0 };
  for (const topic of topics) {
    const [begin, end] = await Promise.all([kafka.beginOffsets(topic), kafka.endOffsets(topic)]);
    for (const consumer of consumers) {
      const committed = await kafka.committedOffsets(`concord.${consumer}`, topic);
      for (const [partition, offset] of Object.entries<number>(committed)) {
        found.read += offset - (begin[partition] ?? 0);
        found.waiting += Math.max(0, (end[partition] ?? 0) - offset);
      }
    }
  }
  return found;
};

/** Sums of an hour are made when it is over, whatever else happens. */
const summedHourly = ['concord_engagement.tag_buckets', 'concord_engagement.tag_sums_due'];
const hourOf = (at: Date) => at.toISOString().slice(0, 13);
const changedSince = (since: Date, before: Content, after: Content): string[] =>
  different(before, after).filter(
    (table) => hourOf(since) === hourOf(new Date()) || !summedHourly.some((one) => table.includes(one)),
  );

/** What earlier records of the topics say is produced again below, and blank profiles are cached for a minute. */
const leftForGood = async () =>
  (await leftOf(leaver.id, `${leaver.username}@example.org`)).filter(({ store }) =>
    ['mysql', 'elasticsearch'].includes(store),
  );

test('somebody leaves while everything is killed, twice: all services finish, and nothing is left', async () => {
  const { username: login, password } = leaver;
  const { accessToken } = await anyone.createSession({ body: { login, password } });
  const params = { id: (await anyone.as(accessToken).deleteMe({})).id };
  const began = performance.now();
  await killReaders();
  const services = () => anyone.getDeletion({ params }).then((deletion) => deletion.services);
  const soon = { timeoutMs: 180_000, everyMs: 100 };
  await eventually(async () => (await services()).some(({ state }) => state === 'done'), soon);
  const waiting = (await services()).filter(({ state }) => state === 'waiting').length;
  await killReaders();
  await eventually(async () => (await services()).every(({ state }) => state === 'done'), soon);
  note(`a deletion with 4 kills, the last 2 while ${String(waiting)} services were not done, complete after`, began);
  await untilCaughtUp();
  await eventually(
    async () => {
      expect(await leftOf(leaver.id, `${leaver.username}@example.org`)).toEqual([]);
      return true;
    },
    { timeoutMs: 75_000, everyMs: 5_000 },
  );
  expect((await countersDrift()).wrong).toEqual([]);
}, 600_000);

test('everything again, shuffled and doubled, while all consumers are killed: no number drifts, nothing changes', async () => {
  await untilCaughtUp();
  const since = new Date();
  const before = await settledContent();
  const deadBefore = await deadLetters();
  recorded = await recordAll(kafka, seed);
  const { sequence, events, states } = recorded;
  expect(Math.min(events, states)).toBeGreaterThan(100);

  const began = performance.now();
  const kills: Promise<number>[] = [];
  await produceAgain(kafka, sequence, (written) => {
    if (kills.length === 0 && written >= sequence.length / 2) kills.push(killReaders());
  });
  await kills[0];
  kills.push(killReaders());
  const killed = (await Promise.all(kills)).reduce((sum, count) => sum + count, 0);
  await untilAllRead();
  note(`${sequence.length} records produced again and read, with ${killed} kills, after`, began);

  const after = await settledContent();
  const counters = await countersDrift();
  const index = await indexAgreement();
  figures('shuffled, doubled replay', {
    recordsProducedAgain: sequence.length,
    events,
    states,
    kills: killed,
    numbersCompared: counters.compared,
    drift: counters.drift,
    documentsCompared: index.compared,
    documentsDifferent: index.different.length,
    deadLetters: (await deadLetters()) - deadBefore,
    rows: after.rows,
    tablesChanged: changedSince(since, before, after).length,
  });
  expect(counters.wrong).toEqual([]);
  expect(counters.compared).toBeGreaterThan(100);
  expect(index.different).toEqual([]);
  expect(changedSince(since, before, after)).toEqual([]);
  expect(await deadLetters()).toBe(deadBefore);
}, 600_000);

test('a replay of everything from offset 0, all events with it, leaves every database as it was', async () => {
  await untilCaughtUp();
  const before = await settledContent();
  const positions = await eventPositions();

  const began = performance.now();
  const { code, stdout, stderr } = await concord('pipeline', 'replay', '--yes', '--json');
  expect([code, stderr]).toEqual([0, '']);
  note('all streams read again from the beginning after', began);
  const { replayed } = JSON.parse(stdout) as { replayed: { consumer: string; records: number }[] };
  expect(replayed.map(({ consumer }) => consumer).toSorted()).toEqual([...consumers].toSorted());
  for (const { records } of replayed) expect(records).toBeGreaterThan(0);

  // The groups had forgotten all, and stand again where they stood; the consumers' processes are new and have seen events.
  expect(positions.read).toBeGreaterThan(100);
  expect((await eventPositions()).read).toBeGreaterThanOrEqual(positions.read);
  const batches = await batchesOfEvents();
  expect(batches).toBeGreaterThan(0);

  const after = await settledContent();
  figures('replay from offset 0', {
    records: replayed.reduce((sum, { records }) => sum + records, 0),
    events: positions.read,
    batchesOfEvents: batches,
    tables: before.tables.length,
    rows: before.rows,
    hashBefore: before.hash,
    hashAfter: after.hash,
  });
  expect(different(before, after)).toEqual([]);
  expect(after.hash).toBe(before.hash);
  expect(await leftForGood()).toEqual([]);
}, 480_000);
