import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Id } from '@concord/contracts';
import { somebody } from '@concord/testkit';
import fc from 'fast-check';
import { recountPass } from '../src/jobs/recount.ts';
import { reactionCounts } from '../src/store/reaction-counts.ts';
import { recounts } from '../src/store/recounts.ts';
import { reactions, types, type Reactions } from './reactions.ts';

let here: Reactions;

beforeAll(async () => {
  here = await reactions();
});
afterAll(() => here.stop());
afterEach(() => empty());

const empty = async () => {
  for (const table of ['reactions', 'reaction_counts', 'reaction_counts_pending', 'recounts', 'people', 'posts'])
    await here.db(table).delete();
};
const counted = async () =>
  (await here.settled())
    .filter(({ count }) => count !== 0)
    .map(({ target_id, type, count }) => [target_id, type, count]);
/** Reactions of one account to the posts 1 to `count`, as they stand when all is counted. */
const reacted = async (user: Id, count: number) => {
  const rows = Array.from({ length: count }, (_, index) => ({
    target_type: 'post',
    target_id: index + 1,
    type: 'like',
  }));
  await here.db.batchInsert(
    'reactions',
    rows.map((row, index) => ({
      ...row,
      id: user * 10_000 + index,
      user_id: user,
      target_author_id: 9,
      post_id: row.target_id,
      counted: 1,
      created_at: new Date(),
    })),
  );
  await here.db.batchInsert(
    'reaction_counts_pending',
    rows.map((row) => ({ ...row, change: 1 })),
  );
};
const sum = async () => Number((await here.db('reaction_counts').sum({ n: 'count' }).first())?.['n']);

test('what a suspended account gave does not count, and counts again when it is active again', async () => {
  await here.people({ id: 1 }, { id: 2 });
  await reacted(1, 2);
  await reacted(2, 1);
  expect(await counted()).toEqual([
    [1, 'like', 2],
    [2, 'like', 1],
  ]);
  await here.people({ id: 1, status: 'suspended', version: 2 });
  expect(await counted()).toEqual([[1, 'like', 1]]);
  await here.people({ id: 1, version: 3 });
  expect(await counted()).toEqual([
    [1, 'like', 2],
    [2, 'like', 1],
  ]);
});

test('a profile that says nothing new of the account asks for nothing, and who never reacted neither', async () => {
  await here.people({ id: 1 }, { id: 2 });
  await reacted(1, 1);
  await here.people({ id: 1, displayName: 'Other', profileVisibility: 'private', version: 2 });
  await here.people({ id: 1, displayName: 'Other', profileVisibility: 'private', version: 2 });
  await here.people({ id: 2, status: 'banned', version: 2 });
  expect(await here.db('recounts')).toEqual([]);
});

test('thousands go in chunks, and what is interrupted goes on without counting anything twice', async () => {
  await here.people({ id: 1 });
  await reacted(1, 2_500);
  await here.people({ id: 1, status: 'banned', version: 2 });
  const [pending] = await recounts.waiting(here.db);
  let asked = 0;
  await recounts.advance(here.db, recountPass, pending!, () => (asked += 1) > 1);
  expect(await here.db('reactions').where({ counted: 0 })).toHaveLength(1_000);
  await recounts.advanceAll(here.db, recountPass);
  expect(await here.db('reactions').where({ counted: 1 })).toEqual([]);
  expect(await here.db('recounts')).toEqual([]);
  while ((await reactionCounts.settle(here.db)) > 0 || (await here.db('reaction_counts_pending').first())) continue;
  expect(await sum()).toBe(0);
});

test('a copy of people that is filled anew puts right what reactions count', async () => {
  await reacted(1, 1);
  await here.people({ id: 1, status: 'deleted', version: 9 });
  expect(await counted()).toEqual([]);
});

type Step =
  | { readonly do: 'react' | 'removeIt'; readonly user: Id; readonly post: Id; readonly type: string }
  | { readonly do: 'arrive'; readonly change: number }
  | { readonly do: 'advance' }
  | { readonly do: 'settle' };

/** Few, so that much happens to each. */
const user = fc.integer({ min: 1, max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('react', 'removeIt'),
      user,
      post: fc.integer({ min: 1, max: 2 }),
      type: fc.constant('like'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('arrive' as const), change: fc.nat() }) },
  { weight: 2, arbitrary: fc.constantFrom<Step[]>({ do: 'advance' }, { do: 'settle' }) },
);
/** Of each account the versions 2 to 5, suspended or active, in any order and some twice. */
const changes = fc
  .array(fc.record({ id: user, version: fc.integer({ min: 2, max: 5 }) }), { minLength: 4, maxLength: 16 })
  .chain((some) => fc.tuple(fc.constant(some), fc.array(fc.boolean(), { minLength: 8, maxLength: 8 })))
  .map(([some, active]) =>
    some.map(({ id, version }) => {
      const status = active[(id - 1) * 4 + version - 2] === true ? ('active' as const) : ('suspended' as const);
      return somebody({ id, version, status });
    }),
  );

const take = async (what: Step, people: readonly ReturnType<typeof somebody>[]): Promise<void> => {
  if (what.do === 'arrive') await here.people(people[what.change % people.length]!);
  else if (what.do === 'advance') await recounts.advanceAll(here.db, recountPass);
  else if (what.do === 'settle') await reactionCounts.settle(here.db);
  else {
    const params = { id: String(what.post), type: what.type };
    const api = here.as(what.user);
    await (what.do === 'react' ? api.reactToPost({ params }) : api.removePostReaction({ params })).catch(
      (error: unknown) => {
        // A suspended account may not react.
        if ((error as { code?: string }).code !== 'forbidden') throw error;
      },
    );
  }
};

const keys = [1, 2].flatMap((target_id) => types.map((type) => ({ target_type: 'post' as const, target_id, type })));
const assertNotNegative = async () => {
  const known = await reactionCounts.of(here.db, keys);
  const told = (await here.db('reaction_counts').pluck('count')) as number[];
  expect([...known.map(({ count }) => count), ...told].filter((count) => count < 0)).toEqual([]);
};

test('whatever order reactions and accounts change in, the counts become the reactions of active accounts, never less than none', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 5, maxLength: 14 }),
      changes,
      async (rounds, people) => {
        await empty();
        await here.people({ id: 1 }, { id: 2 }, { id: 9 });
        await here.posts({ id: 1, userId: 9 }, { id: 2, userId: 9 });
        for (const round of rounds) {
          await Promise.all([...round.map((what) => take(what, people)), assertNotNegative()]);
          await assertNotNegative();
        }
        for (const one of people) await here.people(one);
        const active = (await here
          .db('reactions as x')
          .join('people as a', 'a.id', 'x.user_id')
          .where('a.status', 'active')
          .select('x.target_id', 'x.type')
          .count({ count: '*' })
          .groupBy('x.target_id', 'x.type')
          .orderBy(['x.target_id', 'x.type'])) as { target_id: Id; type: string; count: number }[];
        expect(await counted()).toEqual(active.map(({ target_id, type, count }) => [target_id, type, count]));
        expect(await here.db('recounts')).toEqual([]);
        expect(await here.db('reaction_counts_pending')).toEqual([]);
      },
    ),
    { numRuns: 10 },
  );
}, 180_000);
