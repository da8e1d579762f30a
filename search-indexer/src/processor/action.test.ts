import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newestOfEach, type Action } from './action.ts';

const action = (id: string, version: number, mark = ''): Action => ({
  ...{ index: 'i', id, version, source: { mark }, committedAt: 0 },
  record: { topic: 't', partition: 0, offset: 0, key: null, value: null, headers: {}, timestamp: 0 },
});

test('keeps the newest of each document, and of equal versions the one that came last', () => {
  const kept = newestOfEach([action('a', 1), action('b', 5), action('a', 3), action('a', 2), action('b', 5, 'last')]);
  expect(kept.map(({ id, version, source }) => [id, version, source['mark']])).toEqual([
    ['a', 3, ''],
    ['b', 5, 'last'],
  ]);
});

test('whatever the order, each document is there once with its highest version', () => {
  const changes = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), version: fc.integer({ min: 1, max: 9 }) }));
  fc.assert(
    fc.property(changes, (all) => {
      const kept = newestOfEach(all.map(({ id, version }) => action(id, version)));
      const highest = new Map<string, number>();
      for (const { id, version } of all) highest.set(id, Math.max(highest.get(id) ?? 0, version));
      expect(new Map(kept.map(({ id, version }) => [id, version]))).toEqual(highest);
      expect(kept).toHaveLength(highest.size);
    }),
  );
});
