import { errors } from '@concord/contracts';
import { keepEvents, toldSince } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { community, type Community } from './community.ts';

let here: Community;
beforeAll(async () => {
  here = await community();
  await keepEvents(here.db);
  await here.people({ id: 1 }, { id: 2 });
});
afterAll(() => here.stop());

const write = async (audience: 'public' | 'private' = 'public') =>
  (await here.as(1).createPost({ body: { content: 'a #secret', audience, location: 'Kew' } })).id;
const rowOf = (id: string) =>
  here
    .db('posts')
    .where({ id: Number(id) })
    .first();

test('what other services may do nobody may from outside', async () => {
  const id = await write();
  for (const [path, method] of [
    [`/internal/posts/${id}`, 'DELETE'],
    [`/internal/posts/${id}/content`, 'GET'],
  ] as const) {
    const reply = await fetch(`${here.baseUrl}${path}`, { method, headers: here.headers(1) });
    expect([method, reply.status]).toEqual([method, 404]);
  }
  expect(await rowOf(id)).toMatchObject({ deleted_at: null });
});

test('its content is told as it is, also where nobody else may see it', async () => {
  const id = await write('private');
  expect(await here.internal.readPostContent({ params: { id } })).toMatchObject({
    ...{ content: 'a #secret', audience: 'private', tags: ['secret'], location: 'Kew' },
  });
  await expect(here.internal.readPostContent({ params: { id: '12345' } })).toFail(errors.notFound);
});

test('a removed post is gone as a deleted one is, is told as deleted, and its row says by whom', async () => {
  const [removed, deleted] = [await write('private'), await write()];
  await toldSince(here.db);
  await here.internal.removePost({ params: { id: removed } });
  await here.as(1).deletePost({ params: { id: deleted } });
  const gone = { content: '', tags: [], location: null, version: 3, deleted_at: expect.any(Date) as unknown };
  expect(await rowOf(removed)).toMatchObject({ ...gone, removed: 1 });
  expect(await rowOf(deleted)).toMatchObject({ ...gone, removed: 0 });
  expect((await toldSince(here.db)).map(({ type, aggregateid }) => [type, aggregateid])).toEqual(
    expect.arrayContaining([
      ['post.deleted', removed],
      ['post.deleted', deleted],
    ]),
  );
  await expect(here.as(1).getPost({ params: { id: removed } })).toFail(errors.notFound);
  await expect(here.internal.readPostContent({ params: { id: removed } })).toFail(errors.notFound);
});

test('removing again, twenty times at once, or what never was changes nothing', async () => {
  const id = await write();
  await toldSince(here.db);
  await Promise.all(Array.from({ length: 20 }, () => here.internal.removePost({ params: { id } })));
  await here.internal.removePost({ params: { id } });
  await here.internal.removePost({ params: { id: '12345' } });
  expect(await rowOf(id)).toMatchObject({ version: 3 });
  expect(await toldSince(here.db)).toHaveLength(1);
});

test('a post that its author deleted stays one', async () => {
  const id = await write();
  await here.as(1).deletePost({ params: { id } });
  await here.internal.removePost({ params: { id } });
  expect(await rowOf(id)).toMatchObject({ removed: 0, version: 3 });
});

test('of an edit and a removal at once the post is gone in the end', async () => {
  const id = await write();
  await Promise.allSettled([
    ...Array.from({ length: 10 }, (_, index) =>
      here.as(1).updatePost({ params: { id }, body: { content: `edit ${index}` } }),
    ),
    here.internal.removePost({ params: { id } }),
  ]);
  expect(await rowOf(id)).toMatchObject({ content: '', removed: 1 });
});
