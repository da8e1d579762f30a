import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contract, errors } from '@concord/contracts';
import { community, person, type Community } from './community.ts';

let here: Community;

beforeAll(async () => {
  here = await community();
  await here.people({ id: 1 }, { id: 2 }, { id: 3 });
  await here.relation(2, 1, { follows: true });
});
afterAll(() => here.stop());

const write = async (body: Parameters<ReturnType<Community['as']>['createPost']>[0]['body']) =>
  (await here.as(1).createPost({ body })).id;
const rowOf = (id: string) =>
  here
    .db('posts')
    .where({ id: Number(id) })
    .first() as Promise<Record<string, unknown>>;

test('needs an account', async () => {
  const id = await write({ content: 'mine' });
  await expect(here.as(null).updatePost({ params: { id }, body: {} })).toFail(errors.unauthenticated);
});

test('somebody else’s post may not be edited, and one that may not be seen does not exist', async () => {
  const id = await write({ content: 'mine', audience: 'followers' });
  await expect(here.as(2).updatePost({ params: { id }, body: { content: 'yours' } })).toFail(errors.forbidden);
  await expect(here.as(3).updatePost({ params: { id }, body: { content: 'yours' } })).toFail(errors.notFound);
  expect(await rowOf(id)).toMatchObject({ content: 'mine', version: 1 });
});

test('a suspended account may not edit', async () => {
  await here.people({ id: 4 });
  const { id } = await here.as(4).createPost({ body: { content: 'mine' } });
  await here.people({ id: 4, status: 'suspended', version: 2 });
  await expect(here.as(4).updatePost({ params: { id }, body: { content: 'other' } })).toFail(errors.forbidden);
});

test('a suspension that has not arrived is asked for when the copies are old', async () => {
  await here.people({ id: 5 });
  const { id } = await here.as(5).createPost({ body: { content: 'mine' } });
  const edit = () => here.as(5).updatePost({ params: { id }, body: { content: 'other' } });
  here.copiesAge = 10_500;
  try {
    here.owners.answers = false;
    await expect(edit()).toFail(errors.unavailable);
    here.owners.answers = true;
    here.owners.profiles.set(5, person({ id: 5, status: 'suspended', version: 2 }));
    await expect(edit()).toFail(errors.forbidden);
  } finally {
    here.copiesAge = 0;
    here.owners.answers = true;
  }
  expect(await rowOf(id)).toMatchObject({ content: 'mine', version: 1 });
});

test('an unknown field is refused and nothing changes', async () => {
  const id = await write({ content: 'mine' });
  const reply = await here.as(1).raw(contract.post.updatePost, { params: { id }, body: { userId: '2' } });
  expect(reply.status).toBe(400);
  expect(await rowOf(id)).toMatchObject({ content: 'mine', version: 1 });
});

test('changes what it names, raises the version, and finds tags and mentions again', async () => {
  const id = await write({ content: 'Good #morning @person_2', tags: ['given'], location: 'Kew' });
  const post = await here.as(1).updatePost({ params: { id }, body: { content: 'Good #evening @person_3' } });
  expect(post).toMatchObject({ tags: ['given', 'evening'], mentions: [{ id: '3' }], location: 'Kew' });
  expect(Date.parse(post.updatedAt)).toBeGreaterThanOrEqual(Date.parse(post.createdAt));
  expect(await rowOf(id)).toMatchObject({ version: 2, tags: ['given', 'evening'], mentions: [3] });
  await here.as(1).updatePost({ params: { id }, body: { location: null } });
  expect(await rowOf(id)).toMatchObject({ version: 3, location: null, mentions: [3] });
});

test('a narrower audience acts at once', async () => {
  const id = await write({ content: 'for all' });
  expect(await here.as(3).getPost({ params: { id } })).toMatchObject({ id });
  await here.as(1).updatePost({ params: { id }, body: { audience: 'followers' } });
  await expect(here.as(3).getPost({ params: { id } })).toFail(errors.notFound);
  expect((await here.as(3).listPosts({ params: { id: '1' } })).items.map((post) => post.id)).not.toContain(id);
  expect(await here.as(2).getPost({ params: { id } })).toMatchObject({ audience: 'followers' });
});

test('twenty edits at once raise the version twenty times', async () => {
  const id = await write({ content: 'start' });
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      here.as(1).updatePost({ params: { id }, body: { content: `edit ${index}` } }),
    ),
  );
  expect(await rowOf(id)).toMatchObject({ version: 21 });
});
