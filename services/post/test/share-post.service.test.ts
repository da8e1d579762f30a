import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { contract, errors } from '@concord/contracts';
import { keepEvents, toldSince } from '@concord/testkit';
import { countAllShares } from '../src/jobs/count-shares.ts';
import { community, type Community } from './community.ts';

let here: Community;
let id: string;

beforeAll(async () => {
  here = await community();
  await here.people({ id: 1 }, { id: 2 }, { id: 3 }, { id: 4, status: 'suspended' }, { id: 5 }, { id: 6 });
  await here.relation(2, 1, { follows: true });
  await here.relation(3, 2, { follows: true });
  await here.relation(5, 1, { blockedBy: true });
  await keepEvents(here.db);
});
afterAll(() => here.stop());
beforeEach(async () => {
  id = (await here.as(1).createPost({ body: { content: 'the original', audience: 'followers' } })).id;
  await toldSince(here.db);
});

const share = (account: number | null, of = id, body = {}) => here.as(account).sharePost({ params: { id: of }, body });
const shareCount = async () => {
  await countAllShares(here.db);
  return (await here.as(1).getPost({ params: { id } })).shareCount;
};

test('needs an account', async () => {
  await expect(share(null)).toFail(errors.unauthenticated);
});

test('what may not be seen cannot be shared: another’s audience, a block, a deletion', async () => {
  for (const stranger of [3, 5]) await expect(share(stranger)).toFail(errors.notFound);
  await here.as(1).deletePost({ params: { id } });
  await expect(share(1)).toFail(errors.notFound);
  expect(await toldSince(here.db)).toMatchObject([{ type: 'post.deleted' }]);
});

test('who may see a share but not what it shares cannot share it either', async () => {
  const { id: shared } = await share(2);
  await expect(share(3, shared)).toFail(errors.notFound);
});

test('a suspended account may not share', async () => {
  await here.as(1).updatePost({ params: { id }, body: { audience: 'public' } });
  await expect(share(4)).toFail(errors.forbidden);
  expect(await here.db('share_changes').where({ post_id: Number(id) })).toEqual([]);
});

test('is a post of its own that shows the original, and is told as both', async () => {
  const post = await share(2, id, { comment: 'look, #this', audience: 'public' });
  expect(post).toMatchObject({ author: { id: '2' }, content: 'look, #this', tags: ['this'], shareCount: 0 });
  expect(post.shared).toMatchObject({ id, post: { id, content: 'the original', author: { id: '1' } } });
  expect((await toldSince(here.db)).map(({ type, payload }) => [type, payload])).toEqual([
    ['post.created', { postId: Number(post.id), authorId: 2, mentionIds: [], version: 1 }],
    ['post.shared', { shareId: Number(post.id), postId: Number(id), postAuthorId: 1, actorId: 2, version: 1 }],
  ]);
  expect((await here.as(2).getPost({ params: { id: post.id } })).shared?.post?.content).toBe('the original');
});

test('without a comment it has no text, and stands in lists and feeds', async () => {
  const post = await share(2);
  expect(post.content).toBe('');
  const [listed] = (await here.as(2).listPosts({ params: { id: '2' } })).items;
  const [fed] = (await here.as(3).getFeed()).items;
  expect([listed?.id, fed?.id]).toEqual([post.id, post.id]);
  expect([listed?.shared?.post?.id, fed?.shared]).toEqual([id, { id, post: null }]);
});

test('sent again with its key, a share is answered again, also where the original is gone', async () => {
  const send = async () => {
    const call = { params: { id }, body: {} };
    const { status, body } = await here.as(2).raw(contract.post.sharePost, call, { idempotencyKey: 'again' });
    return { status, body };
  };
  const first = await send();
  expect(first.status).toBe(201);
  await here.as(1).deletePost({ params: { id } });
  expect(await send()).toEqual(first);
  expect(await here.db('posts').where({ shared_post_id: Number(id) })).toHaveLength(1);
});

test('sharing a share shares the original', async () => {
  const { id: first } = await share(2);
  expect((await share(1, first)).shared).toMatchObject({ id, post: { content: 'the original' } });
});

test('never shows the original to those who may not see it, nor once it is gone, nor while the copies are old', async () => {
  const { id: shared } = await share(2);
  const seenBy = async (viewer: number | null) => (await here.as(viewer).getPost({ params: { id: shared } })).shared;
  for (const viewer of [null, 3, 5, 6]) expect(await seenBy(viewer)).toEqual({ id, post: null });
  expect((await seenBy(2))?.post?.id).toBe(id);
  here.copiesAge = 10_500;
  expect(await seenBy(null)).toEqual({ id, post: null });
  here.copiesAge = 0;
  await here.as(1).deletePost({ params: { id } });
  expect(await seenBy(2)).toEqual({ id, post: null });
});

test('however many share at once, none needs a second connection while it holds one', async () => {
  const { copies } = here.deps;
  const isFresh = copies.isFresh.bind(copies);
  // As the watermark is asked for, from the pool.
  copies.isFresh = async (maxAgeMs) => here.db.raw('SELECT 1').then(() => isFresh(maxAgeMs));
  try {
    const body = { params: { id }, body: {} };
    const many = await Promise.allSettled(Array.from({ length: 30 }, () => here.as(2).sharePost(body)));
    expect(many.filter(({ status }) => status === 'rejected')).toEqual([]);
  } finally {
    copies.isFresh = isFresh;
  }
});

test('counts shares that stand, of active accounts, and no edit', async () => {
  const { updatedAt } = await here.as(1).getPost({ params: { id } });
  const { id: first } = await share(2);
  await share(2);
  await share(1);
  expect(await shareCount()).toBe(3);
  await here.as(2).deletePost({ params: { id: first } });
  expect(await shareCount()).toBe(2);
  await here.people({ id: 2, status: 'suspended', version: 2 });
  expect(await shareCount()).toBe(1);
  await here.people({ id: 2, version: 3 });
  expect(await shareCount()).toBe(2);
  expect(await here.as(1).getPost({ params: { id } })).toMatchObject({ shareCount: 2, updatedAt });
  expect(await here.db('share_changes')).toEqual([]);
});

test('however much is shared, deleted and counted at once, the number is exact', async () => {
  await Promise.all([
    ...Array.from({ length: 12 }, async (_, turn) => {
      const post = await share(2);
      if (turn % 3 === 0) await here.as(2).deletePost({ params: { id: post.id } });
    }),
    ...Array.from({ length: 6 }, () => countAllShares(here.db)),
  ]);
  expect(await shareCount()).toBe(8);
});
