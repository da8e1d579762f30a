import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RelationRow } from './relation-set.ts';
import { keepRecentMs, seekers } from './seekers.ts';

const row = (viewer: number, author: number, version: number, follows = version % 2 === 1): RelationRow => ({
  ...{ viewer_id: viewer, author_id: author, follows, friend: false, blocks: false, blocked_by: false, mutes: false },
  version,
});

/** A load that ends when it is told to. */
const slowly = () => {
  const waiting: { answer(rows: readonly RelationRow[]): void; fail(error: Error): void }[] = [];
  return {
    waiting,
    load: () =>
      new Promise<readonly RelationRow[]>((answer, fail) => {
        waiting.push({ answer, fail });
      }),
  };
};

test('a viewer is loaded once, for many searches at the same time', async () => {
  const { waiting, load } = slowly();
  const people = seekers({ load, maxRelations: 1_000 });
  const asked = [people.of(1), people.of(1)];
  expect(waiting).toHaveLength(1);
  waiting[0]?.answer([row(1, 2, 1)]);
  for (const seeker of await Promise.all(asked)) expect(seeker.follows).toEqual([2]);
  expect((await people.of(1)).follows).toEqual([2]);
  expect(waiting).toHaveLength(1);
});

test('a failed load is told and not remembered', async () => {
  const { waiting, load } = slowly();
  const people = seekers({ load, maxRelations: 1_000 });
  const first = people.of(1);
  waiting[0]?.fail(new Error('away'));
  await expect(first).rejects.toThrow('away');
  const second = people.of(1);
  waiting[1]?.answer([row(1, 2, 1)]);
  expect((await second).follows).toEqual([2]);
});

test('after forgetting, what is asked is loaded again, and a load from before does not come back', async () => {
  const { waiting, load } = slowly();
  const people = seekers({ load, maxRelations: 1_000 });
  const before = people.of(1);
  people.forget();
  const after = people.of(1);
  waiting[1]?.answer([row(1, 3, 1)]);
  waiting[0]?.answer([row(1, 2, 1)]);
  await before;
  expect((await after).follows).toEqual([3]);
  expect((await people.of(1)).follows).toEqual([3]);
});

test('no more relations are kept than allowed; whoever searched longest ago is loaded again', async () => {
  const loaded: number[] = [];
  const many = (viewer: number) => Array.from({ length: 90 }, (_, index) => row(viewer, 1_000 + index, 1));
  const people = seekers({
    load: (viewer) => {
      loaded.push(viewer);
      return Promise.resolve(many(viewer));
    },
    maxRelations: 1_000,
  });
  for (let viewer = 1; viewer <= 30; viewer += 1) {
    await people.of(viewer);
    expect(people.size()).toBeLessThanOrEqual(1_000);
  }
  await people.of(30);
  await people.of(1);
  expect(loaded).toEqual([...Array.from({ length: 30 }, (_, index) => index + 1), 1]);
});

test('a viewer with more relations than are kept is answered all the same', async () => {
  const people = seekers({
    load: () => Promise.resolve(Array.from({ length: 50 }, (_, index) => row(1, index + 2, 1))),
    maxRelations: 20,
  });
  expect((await people.of(1)).follows).toHaveLength(50);
});

test('what the index lags behind with is known from the stream, for as long as it may lag', async () => {
  let now = 0;
  const people = seekers({ load: () => Promise.resolve([row(1, 2, 1)]), maxRelations: 100, now: () => now });
  people.apply(row(1, 2, 2));
  now = keepRecentMs;
  expect((await people.of(1)).follows).toEqual([]);
});

/**
 * A history of one viewer's relations, versions rising by one. The stream has brought everything up to some point and goes on while a
 * load is under way; the index has everything up to another point, and perhaps some later rows too.
 */
const races = fc.record({
  history: fc.array(fc.integer({ min: 2, max: 5 }), { minLength: 1, maxLength: 30 }),
  indexed: fc.nat(30),
  alsoIndexed: fc.array(fc.nat(30), { maxLength: 5 }),
  atLoad: fc.nat(30),
  duplicates: fc.array(fc.nat(30), { maxLength: 10 }),
});

test('whatever the index holds when it is read, relations end as the stream says', async () => {
  await fc.assert(
    fc.asyncProperty(races, async ({ history, indexed, alsoIndexed, atLoad, duplicates }) => {
      const versions = new Map<number, number>();
      const rows = history.map((author) => {
        versions.set(author, (versions.get(author) ?? 0) + 1);
        return row(1, author, versions.get(author) ?? 1);
      });
      const { waiting, load } = slowly();
      const people = seekers({ load, maxRelations: 1_000 });
      const inIndex = new Map<number, RelationRow>();
      const index = (one: RelationRow | undefined) => {
        if (one && (inIndex.get(one.author_id)?.version ?? 0) <= one.version) inIndex.set(one.author_id, one);
      };
      for (const one of rows.slice(0, indexed)) index(one);
      for (const later of alsoIndexed) index(rows[later]);

      for (const one of rows.slice(0, atLoad)) people.apply(one);
      const asked = people.of(1);
      const snapshot = [...inIndex.values()];
      for (const one of rows.slice(atLoad)) people.apply(one);
      waiting[0]?.answer(snapshot);
      await asked;
      for (const again of duplicates) if (rows[again]) people.apply(rows[again]);

      const expected = [...versions].flatMap(([author, version]) => (version % 2 === 1 ? [author] : []));
      expect([...(await people.of(1)).follows].sort()).toEqual(expected.sort());
    }),
  );
});
