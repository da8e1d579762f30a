import { expect, test } from '@jest/globals';
import { stateStream } from '@concord/contracts';
import type { Change } from '@concord/platform';
import { z } from 'zod';
import { document } from './document.ts';

const stream = stateStream({
  service: 'zoo',
  table: 'animals',
  key: ['cage', 'number'],
  columns: z.object({ cage: z.int(), number: z.int(), name: z.string(), gone: z.boolean(), version: z.int() }),
  summary: 'Animals',
});
const animal = document({
  stream,
  index: 'animals',
  generation: 1,
  mapping: { name: { type: 'keyword' } },
  project: ({ name, gone }) => (gone ? null : { name }),
});
const sourceOf = (row: object, version: number, purged = false) =>
  animal.sourceOf({ key: '1:2', row, version, committedAt: new Date(), purged } as unknown as Change<never>);
const row = { cage: 1, number: 2, name: 'Ada', gone: false, version: 3 };

test('every document carries the key, the version and the mark of deletion, and the mapping knows them', () => {
  expect(sourceOf(row, 3)).toEqual({ cage: 1, number: 2, name: 'Ada', version: 3, deleted: false });
  expect(animal.mapping).toEqual({
    name: { type: 'keyword' },
    version: { type: 'long' },
    deleted: { type: 'boolean' },
  });
});

test('a deleted row is a tombstone without content', () => {
  expect(sourceOf({ ...row, gone: true }, 4)).toEqual({ cage: 1, number: 2, version: 4, deleted: true });
});

test('a purged row is a tombstone of the version after its last, whatever the row said', () => {
  expect(sourceOf(row, 4, true)).toEqual({ cage: 1, number: 2, version: 4, deleted: true });
});

test('an accent is one sign with its letter, however it was typed', () => {
  expect(sourceOf({ ...row, name: 'Re\u0301ka' }, 3)).toMatchObject({ name: 'R\u00e9ka' });
});
