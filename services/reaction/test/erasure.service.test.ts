import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { accountGone } from '@concord/testkit';
import { reactionErasure } from '../src/store/erasure.ts';
import { reactions, type Reactions } from './reactions.ts';

const [gone, other] = [1, 2];
let here: Reactions;
beforeEach(async () => {
  here = await reactions();
  await here.people({ id: gone }, { id: other });
  await here.posts({ id: 10, userId: other }, { id: 11, userId: gone });
  await here.comments({ id: 20, postId: 10, userId: gone }, { id: 21, postId: 10, userId: other });
});
afterEach(() => here.stop());

const on = (id: number) => ({ params: { id: String(id), type: 'like' } });
const { learns, isDeleted, erased, acknowledged } = accountGone(() => here, reactionErasure, gone);

test('is not acknowledged while the copies of posts and comments name the account', async () => {
  await isDeleted();
  await learns();
  await erased();
  expect(await acknowledged()).toEqual([]);
  await here.posts({ id: 11, userId: 0, deleted: true, version: 2 });
  await erased();
  expect(await acknowledged()).toEqual([]);
  await here.comments({ id: 20, postId: 10, userId: 0, deleted: true, version: 2 });
  await erased();
  expect(await acknowledged()).toEqual([{}]);
});

test('reactions leave the counts, whatever counted already, and what others gave forgets to whom', async () => {
  await here.as(gone).reactToPost(on(10));
  await here.as(gone).reactToComment(on(21));
  await here.as(other).reactToPost(on(10));
  await here.as(other).reactToPost(on(11));
  await here.settled();
  await isDeleted();
  await learns();
  await erased();
  expect(await here.settled()).toEqual([
    { target_type: 'post', target_id: 10, type: 'like', count: 1 },
    { target_type: 'post', target_id: 11, type: 'like', count: 1 },
    { target_type: 'comment', target_id: 21, type: 'like', count: 0 },
  ]);
  expect(await here.db('reactions').where({ user_id: gone }).orWhere({ target_author_id: gone })).toEqual([]);
  expect(await here.db('reactions').where({ target_id: 11 })).toMatchObject([{ user_id: other, target_author_id: 0 }]);
});

test('the counts are as exact where the account’s reactions were recounted first', async () => {
  await here.as(gone).reactToPost(on(10));
  await here.as(other).reactToPost(on(10));
  await isDeleted();
  await here.settled();
  await learns();
  await erased();
  expect(await here.settled()).toEqual([{ target_type: 'post', target_id: 10, type: 'like', count: 1 }]);
});
