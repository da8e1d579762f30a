import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import { toldSince } from '@concord/testkit';
import { reactions, type Reactions } from './reactions.ts';

let here: Reactions;
let post = 100;

beforeAll(async () => {
  here = await reactions();
  await here.people({ id: 1 }, { id: 2 }, { id: 3 });
});
afterAll(() => here.stop());
beforeEach(async () => {
  post += 1;
  await here.posts({ id: post, userId: 1 });
  await here.as(2).reactToPost({ params: { id: String(post), type: 'like' } });
  await toldSince(here.db);
});

const takeBack = (account: number | null, type = 'like') =>
  here.as(account).removePostReaction({ params: { id: String(post), type } });
const rows = () => here.db('reactions').where({ target_id: post });

test('needs an account', async () => {
  await expect(takeBack(null)).toFail(errors.unauthenticated);
});

test('somebody else’s reaction stays, and what may not be seen does not exist', async () => {
  await takeBack(3);
  await here.posts({ id: post, userId: 1, audience: 'private', version: 2 });
  await expect(takeBack(3)).toFail(errors.notFound);
  expect(await rows()).toHaveLength(1);
  expect(await toldSince(here.db)).toEqual([]);
});

test('is gone, uncounted and told once; a repetition changes nothing', async () => {
  const [row] = (await rows()) as { id: number }[];
  await takeBack(2);
  await takeBack(2);
  expect(await rows()).toEqual([]);
  expect(await toldSince(here.db)).toMatchObject([
    { type: 'reaction.removed', aggregateid: String(row?.id), payload: { reactionType: 'like', version: 2 } },
  ]);
  expect(await here.settled()).toContainEqual({ target_type: 'post', target_id: post, type: 'like', count: 0 });
});

test('only the type that is named goes', async () => {
  await here.as(2).reactToPost({ params: { id: String(post), type: 'sad' } });
  await takeBack(2, 'sad');
  expect(await rows()).toMatchObject([{ type: 'like' }]);
});

test('one’s own can be taken back from what may not be seen any more, from copies that are old, and by a suspended account', async () => {
  await here.as(2).reactToPost({ params: { id: String(post), type: 'love' } });
  await here.people({ id: 2, status: 'suspended', version: 2 });
  await here.posts({ id: post, userId: 1, audience: 'private', version: 2 });
  here.copiesAge = null;
  try {
    await takeBack(2);
    await here.settled();
    await takeBack(2, 'love');
  } finally {
    here.copiesAge = 0;
    await here.people({ id: 2, version: 3 });
  }
  expect(await rows()).toEqual([]);
  expect((await here.settled()).filter(({ target_id, count }) => target_id === post && count !== 0)).toEqual([]);
});

test('of fifty at once one takes it back', async () => {
  await Promise.all(Array.from({ length: 50 }, () => takeBack(2)));
  expect(await toldSince(here.db)).toHaveLength(1);
  expect(await here.settled()).toContainEqual({ target_type: 'post', target_id: post, type: 'like', count: 0 });
});
