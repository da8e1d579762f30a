import { describe, expect, test } from '@jest/globals';
import { events, state } from '../streams.ts';
import type { EventSpec, StateStream } from '../kit/stream.ts';
import { exportedOf, personalData } from './index.ts';

const { databases, topics, eventPayloads } = personalData;
const tables = Object.entries(databases).flatMap(([database, all]) =>
  Object.entries(all).map(([table, facts]) => [`${database}.${table}`, facts] as const),
);
const streams = Object.values(state).flatMap((all) => Object.values<StateStream>(all));

describe.each(tables)('%s', (_, { summary, accounts, personal, neither, exported }) => {
  const columns = [...Object.keys(accounts), ...Object.keys(personal), ...neither];

  test('puts each column into one list', () => {
    expect(new Set(columns).size).toBe(columns.length);
    expect(summary).toMatch(/^[A-Z\p{L}].{5,}[^.\s]$/u);
  });

  test('exports columns that it has, and no secret', () => {
    for (const one of typeof exported === 'string' ? [] : exported) {
      const { key, columns: shown, of, through, flags = [], beside, given, unless } = one;
      const conditions = [beside?.column, given, unless].filter((name) => name !== undefined);
      expect(columns).toEqual(expect.arrayContaining([...key, ...shown, ...conditions]));
      expect(shown).toEqual(expect.arrayContaining([...flags]));
      if (through === undefined) expect(Object.keys(accounts)).toEqual(expect.arrayContaining([...of]));
      else expect(columns).toContain(through.column);
      expect(shown.filter((name) => /hash|salt|token|secret|lease|^auth$|p256dh/.test(name))).toEqual([]);
    }
  });

  test('has something to export, or a reason, where something is personal', () => {
    expect(exported.length).toBeGreaterThan(typeof exported === 'string' ? 8 : 0);
  });
});

test('no two files of an archive have the same name', () => {
  const names = Object.keys(databases).flatMap((database) => exportedOf(database).map(({ as }) => as));
  expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
});

test('what stands beside the rows of a file is of a table that has it', () => {
  for (const [database, all] of Object.entries(databases))
    for (const { beside } of exportedOf(database).filter((one) => one.beside !== undefined)) {
      const { accounts = {}, personal = {}, neither = [] } = all[beside?.table ?? ''] ?? {};
      const columns = [...Object.keys(accounts), ...Object.keys(personal), ...neither];
      expect(columns).toEqual(expect.arrayContaining([beside?.key, ...(beside?.columns ?? [])]));
    }
});

test('what a service can look through is a table of its own that knows whose its rows are', () => {
  for (const [database, all] of Object.entries(databases))
    for (const { through, of } of exportedOf(database).filter((one) => one.through !== undefined))
      expect(Object.keys(all[through?.table ?? '']?.accounts ?? {})).toEqual(expect.arrayContaining([...of]));
});

test.each(streams.map((stream) => [stream.topic, stream] as const))('%s is listed with its table', (topic, stream) => {
  expect(topics[topic]?.table).toEqual([stream.service, stream.table]);
  const facts = databases[stream.service]?.[stream.table];
  const listed = [
    ...Object.keys(facts?.accounts ?? {}),
    ...Object.keys(facts?.personal ?? {}),
    ...(facts?.neither ?? []),
  ];
  expect(listed).toEqual(expect.arrayContaining(Object.keys(stream.columns.shape)));
});

test.each(Object.values<EventSpec>(events).map((event) => [event.type, event] as const))(
  '%s is listed with every part of its payload',
  (type, { topic, payload }) => {
    expect(topics).toHaveProperty([topic]);
    const { accounts = [], neither = [] } = eventPayloads[type] ?? {};
    expect([...accounts, ...neither].toSorted()).toEqual(Object.keys(payload.shape).toSorted());
  },
);

test('no event is listed that is not there', () => {
  const types = Object.values<EventSpec>(events).map(({ type }) => type);
  expect(Object.keys(eventPayloads).filter((type) => !types.includes(type))).toEqual([]);
});
