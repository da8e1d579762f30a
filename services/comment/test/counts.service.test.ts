import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rewritePass } from '../src/jobs/rewrite.ts';
import { rewrites } from '../src/store/rewrites.ts';
import { commentCounts } from '../src/store/comment-counts.ts';
import { comment, community, person, type Community } from './community.ts';

let here: Community;

beforeAll(async () => {
  here = await community();
  await here.people({ id: 1 });
});
afterAll(() => here.stop());

/** What is wrong: targets whose settled count is not the number of comments that are not deleted and by active accounts. */
const differences = async () => {
  const counted = `SELECT c.post_id, c.parent_id FROM comments AS c JOIN people AS a ON a.id = c.user_id
    WHERE c.deleted_at IS NULL AND a.status = 'active'`;
  const [rows] = (await here.db.raw(
    `SELECT target_type, target_id, SUM(count) AS wrong FROM (
       SELECT target_type, target_id, count FROM comment_counts
       UNION ALL SELECT 'post', post_id, -1 FROM (${counted}) AS posts
       UNION ALL SELECT 'comment', parent_id, -1 FROM (${counted}) AS parents WHERE parent_id IS NOT NULL
     ) AS both_sides GROUP BY target_type, target_id HAVING wrong <> 0`,
  )) as [unknown[]];
  return rows;
};

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('create' as const), who: fc.nat(2), on: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('delete' as const), who: fc.nat(2), on: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('turn' as const), who: fc.nat(2), on: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('settle' as const), who: fc.nat(2), on: fc.nat() }) },
);

test('whatever is written, deleted, suspended and restored in whatever order, counts settle on what is there', async () => {
  let next = 100;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 25 }),
      fc.infiniteStream(fc.nat(9)),
      async (steps, chance) => {
        const post = (next += 10);
        const writers = [post + 1, post + 2, post + 3];
        const told = writers.map((id) => [person({ id })]);
        const written: string[] = [];
        await here.posts({ id: post, userId: 1 });
        await here.people(...told.flat());
        const tell = async (who: number) => {
          const versions = told[who]!;
          const state = versions.at(-1)!;
          const status = state.status === 'active' ? 'suspended' : 'active';
          versions.push({ ...state, status, version: state.version + 1 });
          // The newest, an older one, or one again: what has not come yet comes at the end.
          const drawn = versions[(chance.next().value ?? 0) % versions.length]!;
          await here.people(drawn);
        };
        const does = {
          create: async (who: number, on: number) => {
            const parent = written[on % (written.length + 1)];
            const id = await comment(here, writers[who]!, post, 'hello', parent).catch(() => null);
            if (id !== null) written.push(id);
          },
          delete: async (_: number, on: number) => {
            const id = written[on % Math.max(1, written.length)];
            if (id !== undefined)
              await here
                .as(1)
                .deleteComment({ params: { id } })
                .catch(() => null);
          },
          turn: tell,
          settle: async () =>
            void (await Promise.all([rewrites.advanceAll(here.db, rewritePass), commentCounts.settle(here.db)])),
        };
        // Two at a time.
        for (let at = 0; at < steps.length; at += 2)
          await Promise.all(steps.slice(at, at + 2).map((one) => does[one.does](one.who, one.on)));
        const rest = told.flat().map((one) => ({ one, at: chance.next().value ?? 0 }));
        for (const { one } of rest.toSorted((a, b) => a.at - b.at)) await here.people(one);
        await rewrites.advanceAll(here.db, rewritePass);
        await commentCounts.settle(here.db);
        expect(await differences()).toEqual([]);
      },
    ),
    { numRuns: 20 },
  );
  expect(await here.db('comment_counts').where('count', '<', 0)).toEqual([]);
  expect(Number((await here.db('comments').count({ n: '*' }).first())?.['n'])).toBeGreaterThan(20);
}, 180_000);
