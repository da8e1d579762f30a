import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pages } from '@concord/client';
import { errors } from '@concord/contracts';
import { transaction } from '@concord/platform';
import { eventually } from '@concord/testkit';
import { aWhile, comment, community, isHeld, type Community } from './community.ts';

let here: Community;

/** 1 writes posts, 2 comments; 5 is blocked by 2. */
beforeAll(async () => {
  here = await community();
  await here.people(...[1, 2, 3, 5].map((id) => ({ id })));
  await here.relation(5, 2, { blockedBy: true });
  await here.posts({ id: 10, userId: 1 }, { id: 11, userId: 1, audience: 'private' });
});
afterAll(() => here.stop());

const history = (viewer: number | null, id: string, roles: string[] = []) =>
  here.as(viewer, roles).listCommentHistory({ params: { id } });

test('a history is for the author, moderators and administrators', async () => {
  const id = await comment(here, 2, 10, 'first');
  await expect(history(null, id)).toFail(errors.unauthenticated);
  for (const viewer of [1, 3]) await expect(history(viewer, id)).toFail(errors.forbidden);
  await expect(history(5, id)).toFail(errors.notFound);
  await expect(history(5, id, ['moderator'])).toFail(errors.notFound);
  for (const [viewer, roles] of [[2], [3, ['moderator']], [3, ['admin']]] as [number, string[]?][])
    expect(await history(viewer, id, roles)).toEqual({ items: [], nextCursor: null });
});

test('it tells what was said before and when, latest first, page by page', async () => {
  const id = await comment(here, 2, 10, 'first');
  const written: string[] = [];
  for (const content of ['second', 'third', 'fourth'])
    written.push((await here.as(2).updateComment({ params: { id }, body: { content } })).updatedAt);
  const seen: { revision: number; content: string; writtenAt: string }[] = [];
  for await (const { items } of pages(here.as(2).listCommentHistory, { params: { id }, query: { limit: '2' } }))
    seen.push(...items);
  expect(seen).toMatchObject([
    { revision: 3, content: 'third', writtenAt: written[1] },
    { revision: 2, content: 'second', writtenAt: written[0] },
    { revision: 1, content: 'first' },
  ]);
  const { nextCursor } = await here.as(2).listCommentHistory({ params: { id }, query: { limit: '1' } });
  const other = await comment(here, 2, 10, 'other');
  const query = { cursor: nextCursor ?? '' };
  await expect(here.as(2).listCommentHistory({ params: { id: other }, query })).toFail(errors.cursorInvalid);
});

test('only a post’s author locks it, and unlocks it', async () => {
  const [ten, eleven] = [{ params: { id: '10' } }, { params: { id: '11' } }];
  await expect(here.as(null).lockComments(ten)).toFail(errors.unauthenticated);
  await expect(here.as(3).lockComments(ten)).toFail(errors.forbidden);
  await expect(here.as(3).unlockComments(ten)).toFail(errors.forbidden);
  await expect(here.as(3, ['admin']).lockComments(ten)).toFail(errors.forbidden);
  await expect(here.as(3).lockComments(eleven)).toFail(errors.notFound);
  await expect(here.as(3).unlockComments(eleven)).toFail(errors.notFound);
  expect(await here.as(3).listComments(ten)).toMatchObject({ locked: false });
});

test('a locked post takes no comment and no reply from anyone, and keeps those that it has', async () => {
  const id = await comment(here, 2, 10, 'before');
  for (let turn = 0; turn < 2; turn += 1) await here.as(1).lockComments({ params: { id: '10' } });
  for (const viewer of [1, 2, 3]) await expect(comment(here, viewer, 10, 'hello')).toFail(errors.commentsLocked);
  await expect(comment(here, 3, 10, 'reply', id)).toFail(errors.commentsLocked);
  await here.as(2).updateComment({ params: { id }, body: { content: 'corrected' } });
  for (let turn = 0; turn < 2; turn += 1) await here.as(1).unlockComments({ params: { id: '10' } });
  await expect(comment(here, 3, 10, 'reply', id)).resolves.toEqual(expect.any(String));
});

test('a lock waits for comments that are being written: once it is answered, none appears', async () => {
  await here.posts({ id: 12, userId: 1 });
  const parent = await comment(here, 2, 12, 'parent');
  let locked = false;
  const { all } = await transaction(here.db, async (tx) => {
    // The reply gets as far as its parent.
    await tx('comments')
      .where({ id: Number(parent) })
      .forUpdate()
      .first('id');
    const writing = comment(here, 3, 12, 'reply', parent);
    await eventually(() => isHeld(here, 'posts', 12));
    const locking = here
      .as(1)
      .lockComments({ params: { id: '12' } })
      .then(() => (locked = true));
    await aWhile(tx);
    expect(locked).toBe(false);
    return { all: Promise.all([writing, locking]) };
  });
  await all;
  expect(await here.as(1).listComments({ params: { id: '12' } })).toMatchObject({ locked: true, commentCount: 2 });
});

test('a post that has not arrived can be locked', async () => {
  here.owners.posts.set(60, { id: 60, userId: 1, audience: 'public', reach: 'public', deleted: false, version: 1 });
  await here.as(1).lockComments({ params: { id: '60' } });
  await expect(comment(here, 3, 60, 'hello')).toFail(errors.commentsLocked);
});
