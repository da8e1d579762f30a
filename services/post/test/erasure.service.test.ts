import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { accountGone, keepEvents, toldSince } from '@concord/testkit';
import { countAllShares } from '../src/jobs/count-shares.ts';
import { postErasure } from '../src/store/erasure.ts';
import { community, type Community } from './community.ts';

const [gone, other] = [1, 2];
let here: Community;
beforeEach(async () => {
  here = await community();
  await keepEvents(here.db);
  await here.people({ id: gone }, { id: other });
});
afterEach(() => here.stop());

const post = async (author: number, content: string): Promise<number> =>
  Number((await here.as(author).createPost({ body: { content } })).id);
const { learns, isDeleted, erased, acknowledged } = accountGone(() => here, postErasure, gone);

test('is not acknowledged while the copy of people shows the account, nor before its last token has expired', async () => {
  await learns();
  await erased();
  expect(await acknowledged()).toEqual([]);
  await isDeleted();
  await postErasure.advance(here.db, 3_600_000);
  expect(await acknowledged()).toEqual([]);
  await erased();
  expect((await toldSince(here.db)).map(({ payload }) => payload)).toEqual([
    { accountId: gone, version: 2, serviceType: 'post', counts: {} },
  ]);
});

test('posts and shares lose content and author, shares of others are counted again, mentions name nobody', async () => {
  const theirs = await post(other, 'by another');
  const mine = await post(gone, 'of mine #tag');
  const before = await post(gone, 'deleted before');
  await here.as(gone).deletePost({ params: { id: String(before) } });
  await here.as(gone).sharePost({ params: { id: String(theirs) }, body: {} });
  await countAllShares(here.db);
  const about = await post(other, 'Hello @person_1 and @person_2');
  expect(await here.db('posts').where({ id: about }).first()).toMatchObject({ mentions: [gone, other] });
  await isDeleted();
  await learns();
  await erased();
  await countAllShares(here.db);
  expect(await here.db('posts').where({ user_id: gone })).toEqual([]);
  expect(await here.db('posts').where({ id: mine }).first()).toMatchObject({
    ...{ user_id: 0, content: '', tags: [], mentions: [], location: null, version: 3 },
  });
  expect(await here.db('posts').where({ id: before }).first()).toMatchObject({ user_id: 0, version: 5 });
  expect(await here.db('posts').where({ id: theirs }).first()).toMatchObject({ share_count: 0, user_id: other });
  expect(await here.db('posts').where({ id: about }).first()).toMatchObject({
    ...{ mentions: [other], content: 'Hello @person_1 and @person_2', version: 3 },
  });
  expect(await here.db('idempotency_keys').where({ account_id: gone })).toEqual([]);
  expect(await acknowledged()).toEqual([{ posts: 2, posts_deleted_before: 1, kept_answers: 3 }]);
});

test('goes on where it was interrupted, and acknowledges once by however many it is erased, and again when it is told after the end', async () => {
  for (let one = 0; one < 5; one += 1) await post(gone, `post ${one}`);
  await isDeleted();
  await learns();
  await learns('told again');
  let chunks = 0;
  await postErasure.advance(here.db, 0, () => (chunks += 1) > 2);
  await Promise.all([erased(), erased(), erased()]);
  const said = [{ posts: 5, kept_answers: 5 }];
  expect(await acknowledged()).toEqual(said);
  await learns('told after the end');
  await erased();
  expect(await acknowledged()).toEqual(said);
});
