import { column, state, stateStream } from '@concord/contracts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { newest, readChange, type Change } from './change.ts';
import { Poison } from './poison.ts';

const things = stateStream({
  service: 'test',
  table: 'things',
  key: ['id'],
  summary: 'Things',
  columns: z.object({
    id: column.id(),
    name: column.text().nullable(),
    tags: column.json(z.array(z.string())),
    hidden: column.flag(),
    seen_at: column.time(),
    version: column.version(),
  }),
});

const row = (version: number, over: object = {}) => ({
  id: 7,
  name: 'Zoë 😀',
  tags: '["a", "b"]',
  hidden: 1,
  seen_at: '2026-01-02T03:04:05.678Z',
  version,
  ...over,
});
const source = { ts_us: 1_767_323_045_678_901, table: 'things' };
const record = (value: unknown) => ({ value: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)) });
const read = (value: unknown) => readChange(things, record(value));

describe('a change', () => {
  test.each(['c', 'u', 'r'])('of kind %s is the row after it, decoded', (op) => {
    const before = op === 'u' ? row(3) : null;
    expect(read({ before, after: row(4), source, op })).toEqual({
      key: '7',
      row: {
        id: 7,
        name: 'Zoë 😀',
        tags: ['a', 'b'],
        hidden: true,
        seen_at: new Date('2026-01-02T03:04:05.678Z'),
        version: 4,
      },
      version: 4,
      committedAt: new Date(1_767_323_045_678),
      purged: false,
    });
  });

  test('that deletes is the row before it, one version later', () => {
    expect(read({ before: row(4), after: null, source, op: 'd' })).toMatchObject({
      key: '7',
      version: 5,
      purged: true,
      row: { version: 4 },
    });
  });

  test('of a key of several columns is named by all of them', () => {
    const after = {
      viewer_id: 1,
      author_id: 23,
      follows: 1,
      friend: 0,
      blocks: 0,
      blocked_by: 0,
      mutes: 0,
      version: 1,
    };
    expect(readChange(state.user.relations, record({ before: null, after, source, op: 'c' }))?.key).toBe('1:23');
  });

  test('is none where nothing is said about a row', () => {
    expect(readChange(things, { value: null })).toBeNull();
    expect(read({ source, op: 't' })).toBeNull();
    expect(read({ before: row(3), after: row(3), source, op: 'u' })).toBeNull();
  });
});

describe('poison', () => {
  const reasonOf = (value: unknown) => {
    try {
      read(value);
    } catch (error) {
      if (error instanceof Poison) return error.message;
    }
    return null;
  };

  test('is what is not JSON, not an envelope, or not a row of the stream', () => {
    expect(reasonOf('{"secret":')).toBe('is not JSON');
    expect(reasonOf({ hello: 'world' })).toContain('envelope departs from its schema');
    expect(reasonOf({ before: null, after: row(1, { hidden: 'secret' }), source, op: 'c' })).toBe(
      'row departs from its schema: hidden: invalid_union',
    );
    expect(reasonOf({ before: null, after: row(1, { tags: 'secret' }), source, op: 'c' })).toContain('tags');
    expect(reasonOf({ before: null, after: null, source, op: 'c' })).toBe('c without its row');
  });

  test('is a row that changed without a higher version', () => {
    expect(reasonOf({ before: row(3), after: row(3, { name: 'other' }), source, op: 'u' })).toContain('did not rise');
    expect(reasonOf({ before: row(3), after: row(2), source, op: 'u' })).toContain('did not rise');
  });

  test('is an integer that JavaScript would round', () => {
    const json = JSON.stringify({ before: null, after: row(1), source, op: 'c' });
    expect(reasonOf(json.replace('"id":7', '"id":9007199254740993'))).toContain('id: too_big');
  });

  test('never quotes the record', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (secret) => {
        const reasons = [secret, { secret }, { before: null, after: row(1, { seen_at: secret }), source, op: 'c' }].map(
          reasonOf,
        );
        expect(reasons.some((reason) => reason?.includes(secret))).toBe(false);
      }),
    );
  });
});

test('of many changes only the newest of each key is left, whatever their order', () => {
  const change = fc.record({ key: fc.constantFrom('1', '2', '3'), version: fc.integer({ min: 1, max: 20 }) });
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const left = newest(changes.map((one) => ({ ...one, row: one.version }) as unknown as Change<number>));
      const highest = new Map<string, number>();
      for (const { key, version } of changes) highest.set(key, Math.max(version, highest.get(key) ?? 0));
      expect(new Map(left.map(({ key, version }) => [key, version]))).toEqual(highest);
      expect(left).toHaveLength(highest.size);
    }),
  );
});
