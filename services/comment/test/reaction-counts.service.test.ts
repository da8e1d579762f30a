import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { state } from '@concord/contracts';
import { transaction, type Tx } from '@concord/platform';
import { arriveIn } from '@concord/testkit';
import { reactionCounts } from '../src/consumers/reaction-counts.ts';
import { aWhile, comment, community, rowOf, type Community } from './community.ts';

let here: Community;

beforeAll(async () => {
  here = await community();
  await here.people({ id: 1 }, { id: 2 });
  await here.posts({ id: 10, userId: 1 });
});
afterAll(() => here.stop());

const row = (
  id: string | number,
  type: string,
  count: number,
  version: number,
  target: 'post' | 'comment' = 'comment',
) => ({
  ...{ target_type: target, target_id: Number(id), type, count, version },
});
const arrive = (...rows: ReturnType<typeof row>[]) => here.arrive(state.reaction.reaction_counts, rows);
const likes = async (id: string) => {
  const { like_count, version } = (await rowOf(here, id)) as { like_count: number; version: number };
  return { like_count, version };
};

test('a comment carries the sum over all types, a version later, and is not edited by it', async () => {
  const id = await comment(here, 2, 10, 'hello');
  const before = await here.as(1).getComment({ params: { id } });
  await arrive(row(id, 'like', 2, 1), row(id, 'love', 3, 1));
  expect(await likes(id)).toEqual({ like_count: 5, version: 2 });
  expect(await here.as(1).getComment({ params: { id } })).toEqual({ ...before, likeCount: 5 });
  expect(await rowOf(here, id)).toMatchObject({ revision: 1 });
});

test('what is seen again, older or comes to the same sum changes nothing', async () => {
  const id = await comment(here, 2, 10, 'hello');
  await arrive(row(id, 'like', 2, 5));
  await arrive(row(id, 'like', 2, 5));
  await arrive(row(id, 'like', 9, 4));
  expect(await likes(id)).toEqual({ like_count: 2, version: 2 });
  await arrive(row(id, 'like', 1, 6), row(id, 'love', 1, 1));
  expect(await likes(id)).toEqual({ like_count: 2, version: 2 });
});

test('counts of posts are not of comments, and those of a comment that is not there mean nothing', async () => {
  const id = await comment(here, 2, 10, 'hello');
  await arrive(row(id, 'like', 9, 1, 'post'), row(99, 'like', 9, 1));
  expect(await likes(id)).toEqual({ like_count: 0, version: 1 });
});

test('a purged count is none', async () => {
  const id = await comment(here, 2, 10, 'hello');
  await arrive(row(id, 'like', 4, 1));
  const value = { op: 'd', before: row(id, 'like', 4, 1), after: null, source: { ts_ms: 1 } };
  const record = {
    topic: state.reaction.reaction_counts.topic,
    partition: 0,
    offset: 0,
    key: null,
    headers: {},
    timestamp: 1,
  };
  const plan = reactionCounts.plan([{ ...record, value: Buffer.from(JSON.stringify(value)) }]);
  await transaction(here.db, async (tx) => plan.effect?.(tx));
  expect(await likes(id)).toEqual({ like_count: 0, version: 3 });
});

test('a type that arrives while another one is being applied waits for it', async () => {
  const id = await comment(here, 2, 10, 'hello');
  const apply = (tx: Tx, type: string, count: number) =>
    arriveIn(tx, [reactionCounts], state.reaction.reaction_counts, [row(id, type, count, 1)]);
  const { other } = await transaction(here.db, async (tx) => {
    await apply(tx, 'like', 2);
    const other = transaction(here.db, (second) => apply(second, 'love', 3));
    await aWhile(tx);
    return { other };
  });
  await other;
  expect(await likes(id)).toEqual({ like_count: 5, version: 3 });
});

test('types that arrive at once, shuffled and again, see each other', async () => {
  const ids = [await comment(here, 2, 10, 'one'), await comment(here, 2, 10, 'other')];
  const types = ['like', 'love', 'wow', 'sad'];
  const all = ids.flatMap((id) =>
    types.flatMap((type) => Array.from({ length: 5 }, (_, index) => row(id, type, index + 1, index + 1))),
  );
  const shuffled = [...all, ...all]
    .map((one, index) => ({ one, at: (index * 37) % 101 }))
    .toSorted((a, b) => a.at - b.at);
  await Promise.all(
    types.map(async (type) => {
      for (const { one } of shuffled.filter((each) => each.one.type === type))
        await transaction(here.db, (tx) => arriveIn(tx, [reactionCounts], state.reaction.reaction_counts, [one]));
    }),
  );
  for (const id of ids) expect(await likes(id)).toMatchObject({ like_count: 20 });
});
