import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import { toldSince } from '@concord/testkit';
import { reactions, type Reactions } from './reactions.ts';

let here: Reactions;
let comment = 1_000;
const of = () => ({ id: String(comment) });
const like = { type: 'like' };

beforeAll(async () => {
  here = await reactions();
  await here.people({ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }, { id: 5, status: 'suspended' });
  await here.posts({ id: 100, userId: 1 }, { id: 101, userId: 1, audience: 'followers' });
  await here.relation(4, 2, { blocks: true });
});
afterAll(() => here.stop());
beforeEach(async () => {
  comment += 1;
  await here.comments({ id: comment, postId: 100, userId: 2 });
  await toldSince(here.db);
});

const all = (viewer: number) => [
  () => here.as(viewer).reactToComment({ params: { ...of(), ...like } }),
  () => here.as(viewer).removeCommentReaction({ params: { ...of(), ...like } }),
  () => here.as(viewer).listCommentReactions({ params: of() }),
];
const nothingFor = async (viewer: number) => {
  for (const call of all(viewer)) await expect(call()).toFail(errors.notFound);
};

test('reacting and taking back need an account', async () => {
  await expect(here.as(null).reactToComment({ params: { ...of(), ...like } })).toFail(errors.unauthenticated);
  await expect(here.as(null).removeCommentReaction({ params: { ...of(), ...like } })).toFail(errors.unauthenticated);
});

test('a suspended account may not react', async () => {
  await expect(here.as(5).reactToComment({ params: { ...of(), ...like } })).toFail(errors.forbidden);
});

test('a comment does not exist for whoever may not see its post', async () => {
  await here.comments({ id: comment, postId: 101, userId: 2, version: 2 });
  await nothingFor(3);
  await expect(here.as(null).listCommentReactions({ params: of() })).toFail(errors.notFound);
});

test('… or may not see who wrote it: a block, an account that is not active', async () => {
  await nothingFor(4);
  await here.comments({ id: comment, postId: 100, userId: 5, version: 2 });
  await nothingFor(3);
});

test('… or once it is deleted, and before it has arrived', async () => {
  await here.comments({ id: comment, postId: 100, userId: 2, deleted: true, version: 2 });
  await nothingFor(3);
  await nothingFor(2);
  comment += 1_000_000;
  await nothingFor(3);
  comment -= 1_000_000;
});

test('one that has not arrived is asked for: then it counts, or nothing can be said', async () => {
  comment += 2_000_000;
  here.owners.comments.set(comment, { id: comment, postId: 101, userId: 2 });
  await nothingFor(3);
  here.owners.comments.set(comment, { id: comment, postId: 100, userId: 2 });
  await here.as(3).reactToComment({ params: { ...of(), ...like } });
  expect(await here.settled()).toContainEqual({ target_type: 'comment', target_id: comment, type: 'like', count: 1 });
  here.owners.answers = false;
  const [react, , list] = all(3);
  for (const call of [react, list]) await expect(call?.()).toFail(errors.stale);
  here.owners.answers = true;
  comment -= 2_000_000;
});

test('a type that is not offered is refused', async () => {
  await expect(here.as(3).reactToComment({ params: { ...of(), type: 'clap' } })).toFail(errors.impossible);
});

test('is stored, counted, listed and told, and taken back', async () => {
  await here.as(3).reactToComment({ params: { ...of(), ...like } });
  await here.as(3).reactToComment({ params: { ...of(), ...like } });
  const { items } = await here.as(null).listCommentReactions({ params: of() });
  expect(items).toMatchObject([{ person: { id: '3' }, type: 'like' }]);
  expect(await here.settled()).toContainEqual({ target_type: 'comment', target_id: comment, type: 'like', count: 1 });
  await here.as(3).removeCommentReaction({ params: { ...of(), ...like } });
  expect((await here.as(null).listCommentReactions({ params: of() })).items).toEqual([]);
  const ids = { targetType: 'comment', targetId: comment, targetAuthorId: 2, postId: 100, actorId: 3 };
  expect(await toldSince(here.db)).toMatchObject([
    { type: 'reaction.added', payload: ids },
    { type: 'reaction.removed', payload: ids },
  ]);
  expect(await here.settled()).toContainEqual({ target_type: 'comment', target_id: comment, type: 'like', count: 0 });
});

test('a post and a comment of one id are two things', async () => {
  await here.comments({ id: 100, postId: 100, userId: 2 });
  await here.as(3).reactToComment({ params: { id: '100', ...like } });
  expect((await here.as(3).listPostReactions({ params: { id: '100' } })).items).toEqual([]);
});
