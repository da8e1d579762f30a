import { errors } from '@concord/contracts';
import { keepEvents, toldSince } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commentCounts } from '../src/store/comment-counts.ts';
import { comment, community, rowOf, type Community } from './community.ts';

let here: Community;
beforeAll(async () => {
  here = await community();
  await keepEvents(here.db);
  await here.people({ id: 1 }, { id: 2 });
  await here.posts({ id: 10, userId: 1 }, { id: 11, userId: 1, audience: 'private' });
});
afterAll(() => here.stop());

const counted = async (): Promise<number> => {
  await commentCounts.settle(here.db);
  const row = await here.db('comment_counts').where({ target_type: 'post', target_id: 10 }).first<{ count: number }>();
  return row.count;
};

test('what other services may do nobody may from outside', async () => {
  const id = await comment(here, 2, 10, 'hello');
  for (const [path, method] of [
    [`/internal/comments/${id}`, 'DELETE'],
    [`/internal/comments/${id}/content`, 'GET'],
  ] as const) {
    const reply = await fetch(`${here.baseUrl}${path}`, { method, headers: here.headers(2) });
    expect([method, reply.status]).toEqual([method, 404]);
  }
  expect(await rowOf(here, id)).toMatchObject({ deleted_at: null });
});

test('its content is told as it is, also where nobody else may see it', async () => {
  const id = await comment(here, 1, 11, 'in private');
  expect(await here.internal.readCommentContent({ params: { id } })).toMatchObject({
    ...{ postId: '11', parentId: null, content: 'in private' },
  });
  await expect(here.internal.readCommentContent({ params: { id: '12345' } })).toFail(errors.notFound);
});

test('a removed comment leaves its place and the counts as a deleted one does, once', async () => {
  const id = await comment(here, 2, 10, 'nasty');
  const reply = await comment(here, 1, 10, 'no', id);
  const before = await counted();
  await toldSince(here.db);
  await Promise.all(Array.from({ length: 20 }, () => here.internal.removeComment({ params: { id } })));
  await here.internal.removeComment({ params: { id } });
  await here.internal.removeComment({ params: { id: '12345' } });
  expect(await rowOf(here, id)).toMatchObject({ content: '', version: 3, gone: 0, removed: 1 });
  expect(await counted()).toBe(before - 1);
  expect((await toldSince(here.db)).map(({ type, aggregateid }) => [type, aggregateid])).toEqual([
    ['comment.deleted', id],
  ]);
  const { items } = await here.as(2).listComments({ params: { id: '10' } });
  expect(items.find((one) => one.id === id)).toMatchObject({ author: null, content: null });
  expect(await here.as(2).getComment({ params: { id: reply } })).toMatchObject({ content: 'no' });
  await expect(here.internal.readCommentContent({ params: { id } })).toFail(errors.notFound);
});

test('a comment that was deleted stays one', async () => {
  const id = await comment(here, 2, 10, 'hello');
  await here.as(2).deleteComment({ params: { id } });
  await here.internal.removeComment({ params: { id } });
  expect(await rowOf(here, id)).toMatchObject({ removed: 0, version: 3 });
});
