import { eventually, oddWord } from '@concord/testkit';
import { expect, test } from '@jest/globals';
import { anyone, somebody, untilCaughtUp } from './platform.ts';
import { listener } from './stream.ts';

const found = async (seeker: typeof anyone, word: string) =>
  (await seeker.search({ query: { q: word, type: 'comments' } })).items.map((item) => ('id' in item ? item.id : ''));

test('a thread is written, read, told of, counted and found; a deleted comment leaves its place', async () => {
  const [ada, bob, cleo] = [await somebody(), await somebody(), await somebody()];
  const post = await ada.api.createPost({ body: { content: 'What did you plant?' } });
  const told = listener(ada.api);
  await eventually(() => told.frames().length > 0);
  const word = oddWord();
  const first = await bob.api.createComment({ params: { id: post.id }, body: { content: `Tomatoes ${word}` } });
  const reply = await cleo.api.createComment({
    params: { id: post.id },
    body: { content: `@${ada.username} look ${word}`, parentId: first.id },
  });
  const both = await eventually(() => (told.notifications().length >= 2 ? told.notifications() : null));
  expect(both.map(({ notification: { type, subject } }) => [type, subject?.id])).toEqual([
    ['comment', post.id],
    ['mention', reply.id],
  ]);
  told.stop();

  const thread = await anyone.listComments({ params: { id: post.id } });
  expect(thread).toMatchObject({
    commentCount: 2,
    items: [{ id: first.id, replyCount: 1, firstReplies: [{ id: reply.id, depth: 2, reactions: { counts: {} } }] }],
  });
  await eventually(async () => (await found(anyone, word)).length === 2);
  await eventually(async () => (await anyone.getPost({ params: { id: post.id } })).commentCount === 2);

  await bob.api.deleteComment({ params: { id: first.id } });
  const after = await anyone.listComments({ params: { id: post.id } });
  expect(after).toMatchObject({ commentCount: 1, items: [{ id: first.id, author: null, content: null }] });
  await eventually(async () => (await found(anyone, word)).length === 1);
});

test('nobody finds, reads or writes comments under a post that they may not see, also not once it is narrowed', async () => {
  const [ada, bob, cleo] = [await somebody(), await somebody(), await somebody()];
  const post = await ada.api.createPost({ body: { content: 'For everybody, for now' } });
  const word = oddWord();
  const comment = await bob.api.createComment({ params: { id: post.id }, body: { content: `Hello ${word}` } });
  await eventually(async () => (await found(cleo.api, word)).length === 1);

  await cleo.api.block({ params: { id: bob.id } });
  await eventually(async () => (await found(cleo.api, word)).length === 0);
  await eventually(async () => (await cleo.api.listComments({ params: { id: post.id } })).items.length === 0);

  await ada.api.updatePost({ params: { id: post.id }, body: { audience: 'private' } });
  await untilCaughtUp();
  await eventually(async () => (await found(bob.api, word)).length === 0);
  expect(await found(anyone, word)).toEqual([]);
  const notFound = { code: 'not_found' };
  await expect(bob.api.listComments({ params: { id: post.id } })).rejects.toMatchObject(notFound);
  await expect(bob.api.getComment({ params: { id: comment.id } })).rejects.toMatchObject(notFound);
  await expect(bob.api.createComment({ params: { id: post.id }, body: { content: 'x' } })).rejects.toMatchObject(
    notFound,
  );
  await eventually(async () => (await found(ada.api, word)).length === 1);
});
