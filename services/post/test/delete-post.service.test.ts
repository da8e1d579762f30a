import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import { community, type Community } from './community.ts';

let here: Community;

beforeAll(async () => {
  here = await community();
  await here.people({ id: 1 }, { id: 2 }, { id: 3 });
  await here.relation(2, 1, { follows: true });
});
afterAll(() => here.stop());

const write = async (audience: 'public' | 'followers' = 'public') =>
  (await here.as(1).createPost({ body: { content: 'a #secret for @person_2', audience, location: 'Kew' } })).id;

test('needs an account', async () => {
  await expect(here.as(null).deletePost({ params: { id: await write() } })).toFail(errors.unauthenticated);
});

test('somebody else’s post may not be deleted, and one that may not be seen does not exist', async () => {
  const id = await write('followers');
  await expect(here.as(2).deletePost({ params: { id } })).toFail(errors.forbidden);
  await expect(here.as(3).deletePost({ params: { id } })).toFail(errors.notFound);
  expect(await here.as(2).getPost({ params: { id } })).toMatchObject({ id });
});

test('the row stays, without anything that was written, two versions later: the newest change shows nothing of it either', async () => {
  const id = await write();
  await here.as(1).deletePost({ params: { id } });
  expect(
    await here
      .db('posts')
      .where({ id: Number(id) })
      .first(),
  ).toMatchObject({
    content: '',
    tags: [],
    mentions: [],
    media: [],
    location: null,
    version: 3,
    deleted_at: expect.any(Date),
  });
});

test('what is deleted exists for nobody, not even its author, and is in no list', async () => {
  const id = await write();
  await here.as(1).deletePost({ params: { id } });
  for (const viewer of [null, 1, 2]) await expect(here.as(viewer).getPost({ params: { id } })).toFail(errors.notFound);
  await expect(here.as(1).deletePost({ params: { id } })).toFail(errors.notFound);
  await expect(here.as(1).updatePost({ params: { id }, body: { content: 'back' } })).toFail(errors.notFound);
  const listed = [
    ...(await here.as(1).listPosts({ params: { id: '1' } })).items,
    ...(await here.as(1).getFeed()).items,
    ...(await here.as(2).getFeed()).items,
  ];
  expect(listed.map((post) => post.id)).not.toContain(id);
});

test('of twenty at once one deletes and the others find nothing', async () => {
  const id = await write();
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => here.as(1).deletePost({ params: { id } })));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(
    await here
      .db('posts')
      .where({ id: Number(id) })
      .first('version'),
  ).toEqual({ version: 3 });
});
