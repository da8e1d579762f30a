import { transaction } from '@concord/platform';
import { errors, type Id } from '@concord/contracts';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withholdPass } from '../src/jobs/withhold.ts';
import { withholdings } from '../src/store/withholdings.ts';
import { comment, engagementAlone, reaction, share, type EngagementAlone } from './alone.ts';

let here: EngagementAlone;
const counted = ['post_buckets', 'author_buckets', 'withheld_buckets', 'withholdings', 'tag_sums_due', 'marks'];

beforeAll(async () => {
  here = await engagementAlone();
});
afterAll(() => here.stop());
beforeEach(async () => {
  await here.emptied('people', 'posts', 'consumed_events', ...counted);
  await here.people({ id: 1 }, { id: 2 }, { id: 3 });
  await here.posts({ id: 7, userId: 1 });
});

const now = () => here.now;
const doing = (actorId: Id) => ({ actorId, authorId: 1, postId: 7, at: now() });
const scores = async () =>
  (await here.as(null).getTrending({ query: { explain: 'true' } })).items.map(({ score, explanation }) => [
    score,
    explanation?.parts.map(({ reactions, commenters, sharers }) => [reactions, commenters, sharers]),
  ]);

test('with old copies nothing is told', async () => {
  here.copiesAge = 10_500;
  await expect(here.as(null).getTrending({})).toFail(errors.stale);
  here.copiesAge = 0;
});

test('what a suspended person did does not trend, and trends again when they are restored; history keeps it', async () => {
  await here.told(reaction(doing(2)), comment(doing(2)), share(doing(2)), reaction(doing(3)));
  const both = [[7, [[2, 1, 1]]]];
  expect(await scores()).toEqual(both);
  await here.people({ id: 2, status: 'suspended', version: 2 });
  await here.settled();
  expect(await scores()).toEqual([[1, [[1, 0, 0]]]]);
  expect((await here.as(1).getPostEngagement({ params: { id: '7' } })).totals).toMatchObject({
    reactions: 2,
    shares: 1,
  });
  await here.people({ id: 2, version: 3 });
  await here.settled();
  expect(await scores()).toEqual(both);
});

test('a post with which only suspended people did anything does not trend', async () => {
  await here.told(reaction(doing(2)), share(doing(2)));
  await here.people({ id: 2, status: 'banned', version: 2 });
  await here.settled();
  expect(await scores()).toEqual([]);
});

test('what is told late of somebody who is suspended meanwhile does not trend either, and does once they are back', async () => {
  await here.people({ id: 2, status: 'suspended', version: 2 });
  await here.settled();
  await here.told(reaction(doing(2)), comment(doing(2)));
  expect(await scores()).toEqual([]);
  await here.people({ id: 2, version: 3 });
  await here.settled();
  expect(await scores()).toEqual([[3, [[1, 1, 0]]]]);
});

test('more than one chunk is withheld', async () => {
  const all = Array.from({ length: 1_100 }, (_, index) => reaction({ ...doing(2), postId: 100 + index }));
  await here.told(...all);
  await here.people({ id: 2, status: 'suspended', version: 2 });
  await here.settled();
  expect(await here.db('marks').where({ withheld: 1 })).toHaveLength(1_100);
  expect(await here.db('withheld_buckets').sum({ n: 'reactions' }).first()).toEqual({ n: '1100' });
});

/** What should be withheld by the marks and the people, against what is. */
const drift = async (): Promise<unknown[]> => {
  const [rows] = (await here.db.raw(
    `SELECT post_id, at, SUM(held) AS held, SUM(due) AS due FROM (
       SELECT post_id, at, reactions + commenters + sharers AS held, 0 AS due FROM withheld_buckets
       UNION ALL SELECT m.subject_id, TIMESTAMPADD(HOUR, m.hour, m.day), 0, 1 FROM marks AS m JOIN people AS a ON a.id = m.actor_id
       WHERE a.status <> 'active' AND m.kind IN ('reaction', 'comment', 'share')
     ) AS both_sides GROUP BY post_id, at HAVING SUM(held) <> SUM(due)`,
  )) as [unknown[]];
  return rows;
};

test('whoever acts, is suspended and is restored at once and in whatever order, exactly what they did is withheld', async () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          person: fc.constantFrom(2, 3),
          what: fc.constantFrom('react', 'comment', 'share', 'status', 'work'),
        }),
        { minLength: 5, maxLength: 25 },
      ),
      async (steps) => {
        await here.emptied('people', 'consumed_events', ...counted);
        await here.people({ id: 1 }, { id: 2 }, { id: 3 });
        const versions = new Map([
          [2, 1],
          [3, 1],
        ]);
        const acts = steps.map(({ person, what }, index) => async () => {
          const one = { ...doing(person), postId: 7 + (index % 2) };
          if (what === 'react') await here.told(reaction(one));
          if (what === 'comment') await here.told(comment(one));
          if (what === 'share') await here.told(share(one));
          if (what === 'work') await withholdings.advanceAll(here.db, withholdPass);
          if (what !== 'status') return;
          const version = (versions.get(person) ?? 1) + 1;
          versions.set(person, version);
          await here.people({ id: person, status: version % 2 === 0 ? 'suspended' : 'active', version });
        });
        for (let at = 0; at < acts.length; at += 5) await Promise.all(acts.slice(at, at + 5).map((act) => act()));
        await here.settled();
        expect(await drift()).toEqual([]);
        expect(await transaction(here.db, (tx) => withholdings.waiting(tx))).toEqual([]);
      },
    ),
    { numRuns: 15 },
  ));
