import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { pages } from '@concord/client';
import { errors, type Id } from '@concord/contracts';
import { comment, community, type Community } from './community.ts';

let here: Community;

/** 1 writes posts, 2, 3 and 4 comment; 4 and 5 block each other; 6 gets suspended; 7 is blocked by 1. */
beforeAll(async () => {
  here = await community();
  await here.people(...[1, 2, 3, 4, 5, 6, 7].map((id) => ({ id })), {
    id: 3,
    profileVisibility: 'private',
    version: 2,
  });
  await here.relation(5, 4, { blocks: true });
  await here.relation(4, 5, { blockedBy: true });
  await here.relation(7, 1, { blockedBy: true });
  await here.posts({ id: 10, userId: 1 }, { id: 11, userId: 1, audience: 'private' }, { id: 12, userId: 1 });
});
afterAll(() => here.stop());
afterEach(() => {
  here.copiesAge = 0;
});

const list = (
  viewer: Id | null,
  post: Id,
  query: { sort?: 'top' | 'new' | 'old'; limit?: string; cursor?: string } = {},
) => here.as(viewer).listComments({ params: { id: String(post) }, query });
const shown = async (viewer: Id | null, post: Id, sort: 'top' | 'new' | 'old' = 'old') =>
  (await list(viewer, post, { sort, limit: '100' })).items.map(({ content, firstReplies }) =>
    firstReplies.length === 0 ? content : [content, ...firstReplies.map((reply) => reply.content)],
  );

test('of a post that may not be seen there is no list', async () => {
  await expect(list(2, 11)).toFail(errors.notFound);
  await expect(list(null, 11)).toFail(errors.notFound);
  await expect(list(7, 10)).toFail(errors.notFound);
  await expect(list(2, 99)).toFail(errors.notFound);
});

test('with old copies there is no list, for anyone', async () => {
  here.copiesAge = 10_500;
  for (const viewer of [null, 1, 2]) await expect(list(viewer, 10)).toFail(errors.stale);
});

test('who may not see an author is shown an empty place where there are replies, and nothing where there are none', async () => {
  await comment(here, 4, 12, 'leaf by 4');
  const branch = await comment(here, 4, 12, 'branch by 4');
  const reply = await comment(here, 2, 12, 'reply by 2', branch);
  await comment(here, 4, 12, 'leaf reply by 4', reply);
  await comment(here, 6, 12, 'by 6, soon suspended');
  await here.people({ id: 6, status: 'suspended', version: 2 });

  expect(await shown(2, 12)).toEqual(['leaf by 4', ['branch by 4', 'reply by 2', 'leaf reply by 4']]);
  expect(await shown(null, 12)).toEqual(await shown(2, 12));
  expect(await shown(5, 12)).toEqual([[null, 'reply by 2']]);
  expect((await list(5, 12)).items[0]).toMatchObject({ author: null, content: null, mentions: [], likeCount: 0 });
  expect(await shown(6, 12)).toEqual([...(await shown(2, 12)), 'by 6, soon suspended']);
});

test('a private profile does not hide what its owner wrote under somebody else’s post', async () => {
  await here.posts({ id: 13, userId: 1 });
  await comment(here, 3, 13, 'by 3');
  expect(await shown(null, 13)).toEqual(['by 3']);
});

test('what is deleted and what is hidden look the same', async () => {
  await here.posts({ id: 14, userId: 1 });
  const hidden = await comment(here, 4, 14, 'hidden @person_2');
  const deleted = await comment(here, 3, 14, 'deleted @person_2');
  for (const parent of [hidden, deleted]) await comment(here, 2, 14, 'reply', parent);
  await here.as(3).deleteComment({ params: { id: deleted } });
  const { items } = await list(5, 14, { sort: 'old' });
  const [one, other] = items.map(({ id, createdAt, updatedAt, firstReplies, ...rest }) => ({
    ...rest,
    changed: createdAt !== updatedAt,
    replies: firstReplies.length,
  }));
  expect(one).toEqual(other);
  expect(one).toMatchObject({ author: null, content: null, changed: false, replies: 1, replyCount: 1 });
});

test('each comes with the first three of its branch in reading order, and with its direct replies counted', async () => {
  await here.posts({ id: 15, userId: 1 });
  const root = await comment(here, 2, 15, '1');
  const first = await comment(here, 3, 15, '1.1', root);
  await comment(here, 3, 15, '1.2', root);
  const deep = await comment(here, 2, 15, '1.1.1', first);
  await comment(here, 3, 15, '1.1.1.1', deep);
  const { items, commentCount } = await list(4, 15);
  expect(items[0]).toMatchObject({ content: '1', replyCount: 2 });
  expect(items[0]?.firstReplies).toMatchObject([
    { content: '1.1', depth: 2, parentId: root, replyCount: 1 },
    { content: '1.1.1', depth: 3, parentId: first, replyCount: 1 },
    { content: '1.1.1.1', depth: 4, parentId: deep, replyCount: 0 },
  ]);
  expect(commentCount).toBe(5);
});

test('tells whether the post is locked, and counts the same for everyone', async () => {
  await here.posts({ id: 16, userId: 1 });
  const root = await comment(here, 4, 16, 'by 4');
  await comment(here, 2, 16, 'by 2', root);
  expect(await list(2, 16)).toMatchObject({ locked: false, commentCount: 2 });
  await here.as(1).lockComments({ params: { id: '16' } });
  expect(await list(5, 16)).toMatchObject({ locked: true, commentCount: 2, items: [{ replyCount: 1 }] });
});

test.each(['top', 'new', 'old'] as const)(
  'pages by %s neither repeat nor leave out, whatever is written meanwhile',
  async (sort) => {
    const post = { top: 20, new: 21, old: 22 }[sort];
    await here.posts({ id: post, userId: 1 });
    const likes = [3, 0, 7, 7, 1, 0, 3];
    const written: { id: string; likes: number }[] = [];
    for (const count of likes) {
      const id = await comment(here, 2, post, `${count} likes`);
      await here.db('comments').where({ id }).update({ like_count: count });
      written.push({ id, likes: count });
    }
    const byId = written.toSorted((a, b) => Number(a.id) - Number(b.id));
    const expected = {
      old: byId,
      new: byId.toReversed(),
      top: byId.toReversed().toSorted((a, b) => b.likes - a.likes),
    }[sort].map(({ id }) => id);
    const seen: string[] = [];
    const input = { params: { id: String(post) }, query: { sort, limit: '2' } };
    for await (const { items } of pages(here.as(3).listComments, input)) {
      seen.push(...items.map(({ id }) => id));
      if (sort !== 'old') await comment(here, 4, post, 'meanwhile');
    }
    expect(seen.filter((id) => expected.includes(id))).toEqual(expected);
    expect(new Set(seen).size).toBe(seen.length);
  },
);

test('a page is full whatever its viewer may not see', async () => {
  await here.posts({ id: 23, userId: 1 });
  for (let round = 0; round < 4; round += 1)
    for (const author of [4, 4, 2]) await comment(here, author, 23, `by ${author}`);
  const page = await list(5, 23, { limit: '3' });
  expect(page.items.map(({ content }) => content)).toEqual(['by 2', 'by 2', 'by 2']);
  expect((await list(5, 23, { limit: '4' })).nextCursor).toBeNull();
});

test('a cursor works for its own post and order only', async () => {
  const cursor = (await list(2, 23, { limit: '1', sort: 'new' })).nextCursor ?? '';
  await expect(list(2, 23, { cursor, sort: 'old' })).toFail(errors.cursorInvalid);
  await expect(list(2, 22, { cursor, sort: 'new' })).toFail(errors.cursorInvalid);
  await expect(list(2, 23, { cursor: 'forged' })).toFail(errors.cursorInvalid);
});
