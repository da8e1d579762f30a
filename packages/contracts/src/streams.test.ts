import { expect, test } from '@jest/globals';
import { z } from 'zod';
import type { EventSpec, StateStream } from './kit/stream.ts';
import { events, state } from './streams.ts';

const streams = Object.entries(state).flatMap(([service, tables]) =>
  Object.entries<StateStream>(tables).map(([table, stream]) => [stream.topic, service, table, stream] as const),
);
const columnsOf = ({ columns }: StateStream) => Object.keys(columns.shape);

test.each(streams)('%s is named after its service and table', (topic, service, table, stream) => {
  expect([stream.service, stream.table]).toEqual([service, table]);
  expect(topic).toBe(`state.${service}.${table}`);
  expect(stream.summary).toMatch(/^\S.{9,}[^.\s]$/);
});

test.each(streams)('%s carries its key and a version', (_topic, _service, _table, stream) => {
  expect(columnsOf(stream)).toEqual(expect.arrayContaining([...stream.key, 'version']));
  expect(stream.key.length).toBeGreaterThan(0);
});

test.each(streams)('%s carries nothing that is nobody’s business', (_topic, _service, _table, stream) => {
  expect(
    columnsOf(stream).filter((name) =>
      /e?mail|phone|password|hash|token|secret|provider|birth|gender|address|first_name|last_name/.test(name),
    ),
  ).toEqual([]);
});

const eventEntries = Object.entries<EventSpec>(events);

test('event types are unique, past tense under their aggregate, and name their topic', () => {
  const types = eventEntries.map(([, { type }]) => type);
  expect(new Set(types).size).toBe(types.length);
  for (const [name, { type, aggregate, topic }] of eventEntries) {
    expect(type).toMatch(/^[a-z]+\.([a-z]+_)?[a-z]+ed$/);
    expect(topic).toBe(`events.${aggregate}`);
    expect(name.toLowerCase()).toBe(type.replaceAll(/[._]/g, ''));
  }
});

test.each(eventEntries)('%s carries ids, a version and counts, never text', (_, { payload }) => {
  expect(Object.keys(payload.shape)).toContain('version');
  for (const [name, schema] of Object.entries(payload.shape)) {
    expect(name).toMatch(/^(version|counts|[a-z]\w*(Ids?|Type))$/);
    const { type, anyOf, enum: words, pattern, items, additionalProperties } = z.toJSONSchema(schema as z.ZodType);
    if (name === 'counts') expect(additionalProperties).toMatchObject({ type: 'integer' });
    else if (name.endsWith('Type')) expect(words ?? pattern).toBeDefined();
    else if (name.endsWith('Ids')) expect(items).toMatchObject({ type: 'integer' });
    else
      expect(type ?? anyOf?.map((one) => (one as { type?: string }).type)).toEqual(
        anyOf ? ['integer', 'null'] : 'integer',
      );
  }
});
