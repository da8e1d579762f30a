import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accountGone, keepEvents, toldSince } from '@concord/testkit';
import { engagementErasure } from '../src/store/erasure.ts';
import { comment, engagementAlone, follow, reaction, share, type EngagementAlone } from './alone.ts';

const [gone, other, third] = [1, 2, 3];
const at = new Date('2026-05-10T12:10:00Z');
let here: EngagementAlone;
beforeEach(async () => {
  here = await engagementAlone();
  await keepEvents(here.db);
  await here.people({ id: gone }, { id: other }, { id: third });
});
afterEach(() => here.stop());

const { learns, isDeleted, erased } = accountGone(() => here, engagementErasure, gone);
const left = async () => ({
  marks: await here.db('marks').where({ actor_id: gone }).orWhere({ kind: 'follow', subject_id: gone }),
  buckets: await here.db('author_buckets').where({ author_id: gone }),
  waiting: await here.db('views_waiting').where({ author_id: gone }),
});
const nothing = { marks: [], buckets: [], waiting: [] };

test('is not acknowledged before the copy of people knows', async () => {
  await learns();
  await erased();
  expect(await toldSince(here.db)).toEqual([]);
  await isDeleted();
  await erased();
  expect(await toldSince(here.db)).toMatchObject([{ type: 'account.erased', payload: { serviceType: 'engagement' } }]);
});

test('marks and the account’s own sums go; what others’ posts got stays counted', async () => {
  await here.told(
    reaction({ actorId: gone, authorId: other, postId: 10, at }),
    reaction({ actorId: other, authorId: gone, postId: 11, at }),
    follow({ actorId: other, authorId: gone, at }),
    follow({ actorId: gone, authorId: other, at }),
  );
  const counted = () => here.db('post_buckets').where({ post_id: 10 }).orderBy('size');
  const before = await counted();
  await isDeleted();
  await learns();
  await erased();
  expect(await left()).toEqual(nothing);
  expect(await counted()).toEqual(before);
  expect(await here.db('author_buckets').where({ author_id: other, size: 'day' })).toMatchObject([
    { reactions: 1, followers: 1 },
  ]);
});

test('whatever comes late, again or in any order, brings nothing of the account back', async () => {
  await isDeleted();
  const all = [
    reaction({ actorId: gone, authorId: other, postId: 10, at }),
    reaction({ actorId: third, authorId: gone, postId: 11, at }),
    comment({ actorId: gone, authorId: other, postId: 10, at }),
    share({ actorId: gone, authorId: other, postId: 10, at }),
    follow({ actorId: third, authorId: gone, at }),
    reaction({ actorId: third, authorId: other, postId: 10, at }),
  ];
  const order = fc.shuffledSubarray([...all, ...all], { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(order, fc.nat(12), async (told, learnedAfter) => {
      await here.emptied('marks', 'author_buckets', 'post_buckets', 'consumed_events', 'erasures');
      await here.told(...told.slice(0, learnedAfter));
      await learns();
      await engagementErasure.advance(here.db, 0);
      await here.told(...told.slice(learnedAfter));
      await erased();
      expect(await left()).toEqual(nothing);
    }),
    { numRuns: 15 },
  );
});
