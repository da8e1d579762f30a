import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { accountGone, keepEvents } from '@concord/testkit';
import { rewritePass } from '../src/jobs/rewrite.ts';
import { commentCounts } from '../src/store/comment-counts.ts';
import { commentErasure } from '../src/store/erasure.ts';
import { rewrites } from '../src/store/rewrites.ts';
import { comment, community, rowOf, type Community } from './community.ts';

const [gone, other] = [1, 2];
let here: Community;
beforeEach(async () => {
  here = await community();
  await keepEvents(here.db);
  await here.people({ id: gone }, { id: other });
  await here.posts({ id: 10, userId: other }, { id: 11, userId: gone });
});
afterEach(() => here.stop());

const { learns, isDeleted, erased, acknowledged } = accountGone(() => here, commentErasure, gone);
const counted = async () => {
  await rewrites.advanceAll(here.db, rewritePass);
  await commentCounts.settle(here.db);
  return here.db('comment_counts').select('target_type', 'target_id', 'count').orderBy(['target_type', 'target_id']);
};

test('is not acknowledged while the copy of posts names the account', async () => {
  await isDeleted();
  await learns();
  await erased();
  expect(await acknowledged()).toEqual([]);
  await here.posts({ id: 11, userId: 0, deleted: true, version: 2 });
  await erased();
  expect(await acknowledged()).toEqual([{}]);
});

test.each(['before', 'after'] as const)(
  'a comment with replies stays as an empty place, others go; counts are exact when they are rewritten %s',
  async (rewritten) => {
    const kept = await comment(here, gone, 10, 'with a reply');
    const reply = await comment(here, other, 10, 'a reply to @person_1', kept);
    const alone = await comment(here, gone, 10, 'without');
    const under = await comment(here, gone, 10, 'under the reply', reply);
    const mine = await comment(here, other, 11, 'under a post of theirs');
    const before = await comment(here, gone, 10, 'deleted before');
    await here.as(gone).deleteComment({ params: { id: before } });
    await isDeleted();
    if (rewritten === 'before') await counted();
    await learns();
    await here.posts({ id: 11, userId: 0, deleted: true, version: 2 });
    await erased();
    expect(await counted()).toEqual([
      { target_type: 'post', target_id: 10, count: 1 },
      { target_type: 'post', target_id: 11, count: 1 },
      { target_type: 'comment', target_id: Number(kept), count: 1 },
      { target_type: 'comment', target_id: Number(reply), count: 0 },
    ]);
    expect(await here.db('comments').where({ user_id: gone }).orWhere({ post_user_id: gone })).toEqual([]);
    expect(await rowOf(here, kept)).toMatchObject({ user_id: 0, content: '', gone: 0, places: 1 });
    for (const id of [alone, under, before]) expect(await rowOf(here, id)).toMatchObject({ user_id: 0, gone: 1 });
    expect(await rowOf(here, reply)).toMatchObject({ user_id: other, places: 0, mentions: [] });
    expect(await rowOf(here, mine)).toMatchObject({ user_id: other, post_user_id: 0 });
    const { items } = await here.as(other).listComments({ params: { id: '10' } });
    expect(items).toMatchObject([{ id: kept, author: null, content: null, replyCount: 1 }]);
    await expect(
      here.as(other).createComment({ params: { id: '10' }, body: { content: 'to nobody', parentId: kept } }),
    ).rejects.toMatchObject({ code: 'impossible' });
  },
);

test('what was said before an edit goes too, and is counted once however often a pass is begun', async () => {
  const id = await comment(here, gone, 10, 'first');
  await here.as(gone).updateComment({ params: { id }, body: { content: 'second' } });
  await isDeleted();
  await here.posts({ id: 11, userId: 0, deleted: true, version: 2 });
  await learns();
  await Promise.all([erased(), erased()]);
  expect(await here.db('earlier_contents')).toEqual([]);
  expect(await acknowledged()).toEqual([{ comments: 1, kept_answers: 1 }]);
});
