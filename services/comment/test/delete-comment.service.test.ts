import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import { commentCounts } from '../src/store/comment-counts.ts';
import { comment, community, rowOf, type Community } from './community.ts';

let here: Community;

/** 1 writes posts; 3 blocks 1; 6 is a moderator, 7 an administrator. */
beforeAll(async () => {
  here = await community();
  await here.people(...[1, 2, 3, 4, 6, 7].map((id) => ({ id })));
  await here.posts({ id: 10, userId: 1 }, { id: 11, userId: 1, audience: 'private' });
});
afterAll(() => here.stop());

const remove = (viewer: number | null, id: string, roles: readonly string[] = []) =>
  here.as(viewer, roles).deleteComment({ params: { id } });

test('needs an account', async () => {
  await expect(remove(null, await comment(here, 2, 10, 'hello'))).toFail(errors.unauthenticated);
});

test('somebody else’s comment may not be deleted, and one that may not be seen does not exist', async () => {
  const id = await comment(here, 2, 10, 'hello');
  const own = await comment(here, 1, 11, 'in private');
  await expect(remove(4, id)).toFail(errors.forbidden);
  await expect(remove(4, own)).toFail(errors.notFound);
  expect(await rowOf(here, id)).toMatchObject({ deleted_at: null, version: 1 });
});

test('moderators and administrators decide a case about it instead, which is written down', async () => {
  const id = await comment(here, 2, 10, 'hello');
  await expect(remove(6, id, ['user', 'moderator'])).toFail(errors.forbidden);
  await expect(remove(7, id, ['user', 'admin'])).toFail(errors.forbidden);
  expect(await rowOf(here, id)).toMatchObject({ deleted_at: null, version: 1 });
});

test('its author deletes it, and the post’s author', async () => {
  for (const viewer of [2, 1]) {
    const id = await comment(here, 2, 10, 'hello');
    await remove(viewer, id);
    await expect(here.as(2).getComment({ params: { id } })).toFail(errors.notFound);
  }
});

test('nobody keeps a comment on a post by blocking its author', async () => {
  const id = await comment(here, 3, 10, 'nasty');
  await here.relation(1, 3, { blockedBy: true });
  await here.relation(3, 1, { blocks: true });
  await expect(here.as(1).getComment({ params: { id } })).toFail(errors.notFound);
  await remove(1, id);
  expect(await rowOf(here, id)).toMatchObject({ content: '' });
});

test('everybody may take back what they wrote, also where they do not see the post any more', async () => {
  await here.posts({ id: 14, userId: 1 });
  const id = await comment(here, 2, 14, 'hello');
  await here.posts({ id: 14, userId: 1, audience: 'private', version: 2 });
  await expect(here.as(2).getComment({ params: { id } })).toFail(errors.notFound);
  await remove(2, id);
  expect(await rowOf(here, id)).toMatchObject({ content: '', gone: 1 });
});

test('a suspended account may delete what it wrote', async () => {
  await here.people({ id: 20 });
  const id = await comment(here, 20, 10, 'hello');
  await here.people({ id: 20, status: 'suspended', version: 2 });
  await remove(20, id);
  expect(await rowOf(here, id)).toMatchObject({ gone: 1 });
});

test('the row stays, without anything that was written, two versions later: the newest change shows nothing of it either', async () => {
  const id = await comment(here, 2, 10, 'a secret for @person_4');
  await here.as(2).updateComment({ params: { id }, body: { content: 'another secret for @person_4' } });
  await remove(2, id);
  expect(await rowOf(here, id)).toMatchObject({ content: '', mentions: [], version: 4, deleted_at: expect.any(Date) });
  expect(await here.db('earlier_contents').where({ comment_id: id })).toEqual([]);
});

test('what is deleted cannot be edited, nor deleted again, and has no history', async () => {
  const id = await comment(here, 2, 10, 'hello');
  await remove(2, id);
  await expect(remove(2, id)).toFail(errors.notFound);
  await expect(here.as(2).updateComment({ params: { id }, body: { content: 'back' } })).toFail(errors.notFound);
  await expect(here.as(2).listCommentHistory({ params: { id } })).toFail(errors.notFound);
});

test('counts one comment less for the post and for what it replied to; its replies still count', async () => {
  await here.posts({ id: 12, userId: 1 });
  const root = await comment(here, 2, 12, 'a');
  const middle = await comment(here, 2, 12, 'b', root);
  await comment(here, 4, 12, 'c', middle);
  await remove(2, middle);
  const counted = await commentCounts.of(here.db, [
    { target_type: 'post', target_id: 12 },
    { target_type: 'comment', target_id: Number(root) },
    { target_type: 'comment', target_id: Number(middle) },
  ]);
  expect(counted.map(({ count }) => count).toSorted()).toEqual([0, 1, 2]);
});

test('empty places go from the bottom up, as far as nothing stands under them', async () => {
  const ids: string[] = [];
  for (let level = 0; level < 5; level += 1) ids.push(await comment(here, 2, 10, `level ${level}`, ids.at(-1)));
  const side = await comment(here, 4, 10, 'beside', ids[1]);
  for (const index of [1, 2, 3]) await remove(2, ids[index]!);
  const gone = async () => here.db('comments').whereIn('id', ids).orderBy('id').pluck('gone');
  expect(await gone()).toEqual([0, 0, 0, 0, 0]);
  await remove(2, ids[4]!);
  expect(await gone()).toEqual([0, 0, 1, 1, 1]);
  await remove(4, side);
  expect(await gone()).toEqual([0, 1, 1, 1, 1]);
  expect(await rowOf(here, ids[0]!)).toMatchObject({ places: 0, version: 1 });
});

test('of twenty at once one deletes and the others find nothing', async () => {
  const id = await comment(here, 2, 10, 'hello');
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => remove(2, id)));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await rowOf(here, id)).toMatchObject({ version: 3 });
});

test('replies and deletions at once leave every place right, and no reply under a place that is gone', async () => {
  await here.posts({ id: 13, userId: 1 });
  for (let round = 0; round < 5; round += 1) {
    const root = await comment(here, 2, 13, 'root');
    const middle = await comment(here, 2, 13, 'middle', root);
    const leaves = await Promise.all(Array.from({ length: 4 }, () => comment(here, 4, 13, 'leaf', middle)));
    await Promise.allSettled([
      ...[root, middle].map((id) => remove(2, id)),
      ...leaves.map((id) => remove(4, id)),
      ...Array.from({ length: 6 }, (_, index) => comment(here, 4, 13, 'late', [root, middle, ...leaves][index])),
    ]);
  }
  const wrong = (await here.db.raw(
    `SELECT c.id FROM comments AS c WHERE c.post_id = 13 AND (
       c.places <> (SELECT COUNT(*) FROM comments AS r WHERE r.parent_id = c.id AND r.gone = 0)
       OR c.gone <> (c.deleted_at IS NOT NULL AND c.places = 0))`,
  )) as [unknown[]];
  expect(wrong[0]).toEqual([]);
});
