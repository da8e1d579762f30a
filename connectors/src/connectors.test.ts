import { expect, test } from '@jest/globals';
import { events, state, type EventSpec, type StateStream } from '@concord/contracts';
import { forgetConsumedAfterDays } from '@concord/platform';
import { connectConfig, connectorNames, readConnector } from './connector-config.ts';
import { newlyCaptured, readColumnList, statesIn } from './captured.ts';
import { allTopics } from './topics.ts';

const streams = Object.values(state).flatMap((tables) => Object.values<StateStream>(tables));
const databaseOf = (table: string) => `concord_${table}`;
const captured = Object.assign(
  {},
  ...connectorNames.map((name) => readConnector(name)['column.include.list']),
) as Record<string, readonly string[]>;
const plumbing = (table: string) => table.endsWith('.outbox') || table.endsWith('.debezium_signal');

test('a connector captures exactly the columns that the contracts declare', () => {
  const declared = Object.fromEntries(
    streams.map(({ service, table, columns }) => [
      databaseOf(`${service}.${table}`),
      Object.keys(columns.shape).toSorted(),
    ]),
  );
  const actual = Object.fromEntries(
    Object.entries(captured)
      .filter(([table]) => !plumbing(table))
      .map(([table, columns]) => [table, columns.toSorted()]),
  );
  expect(actual).toEqual(declared);
});

test('every captured table has its columns listed, and the other way round', () => {
  for (const name of connectorNames) {
    const file = readConnector(name);
    expect(Object.keys(file['column.include.list']).toSorted()).toEqual(file['table.include.list'].toSorted());
  }
});

test('no private column is captured', () => {
  const columns = Object.entries(captured)
    .filter(([table]) => !plumbing(table))
    .flatMap(([, names]) => names);
  expect(columns.filter((column) => /mail|phone|password|hash|token|secret|birth|gender|address/.test(column))).toEqual(
    [],
  );
});

test('each database that publishes events has its outbox captured', () => {
  const publishers = new Set(
    Object.values<EventSpec>(events).map(
      ({ aggregate }) => ({ account: 'auth', relation: 'user', report: 'moderation' })[aggregate] ?? aggregate,
    ),
  );
  expect([...publishers].map((service) => `concord_${service}.outbox`).filter((table) => !(table in captured))).toEqual(
    [],
  );
});

test('secrets are references', () => {
  for (const name of connectorNames) {
    const secrets = Object.entries(connectConfig(readConnector(name))).filter(([setting]) =>
      setting.endsWith('password'),
    );
    expect(secrets.length).toBeGreaterThan(0);
    for (const [, value] of secrets) expect(value).toMatch(/^\$\{env:CONCORD_[A-Z_]+\}$/);
  }
});

test('state topics are compacted, event topics are not, and every topic is named once', () => {
  const topics = allTopics();
  expect(new Set(topics.map(({ name }) => name)).size).toBe(topics.length);
  for (const { name, cleanup } of topics)
    expect([name, cleanup]).toEqual([name, name.startsWith('state.') ? 'compact' : 'delete']);
});

test('what was consumed is remembered for longer than any event can lie in Kafka', () => {
  const days = (ms: number) => ms / (24 * 3_600_000);
  // Kafka's default: a segment takes records for so long before the next one begins.
  const segmentDays = 7;
  const kept = allTopics()
    .filter(({ name }) => name.startsWith('events.'))
    .map(({ retentionMs = Infinity }) => days(retentionMs) + segmentDays);
  expect(Math.max(...kept)).toBeLessThan(forgetConsumedAfterDays);
});

test('what Connect was given is read back, and what was not captured before is found', () => {
  const file = readConnector('mysql');
  const given = readColumnList(connectConfig(file)['column.include.list'] ?? '');
  expect(given).toEqual(file['column.include.list']);
  const now = statesIn(file['column.include.list']);
  expect(newlyCaptured(now, given)).toEqual([]);
  const { 'concord_post.narrowings': _, ...fewer } = statesIn(given);
  const before = { ...fewer, 'concord_post.posts': ['id', 'version'] };
  expect(newlyCaptured(now, before).toSorted()).toEqual(['concord_post.narrowings', 'concord_post.posts']);
  expect(newlyCaptured(before, now)).toEqual([]);
});
