import { expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import { aPost, oddWord } from '@concord/testkit';
import { anyone, countFound, somebody, untilCaughtUp, untilFound } from './platform.ts';

test('nobody writes without an account, and nothing of it is found', async () => {
  const word = oddWord();
  await expect(anyone.createPost({ body: aPost({ content: word }) })).toFail(errors.unauthenticated);
  await untilCaughtUp();
  expect(await countFound(anyone, word)).toBe(0);
});

test('a post is found as written, then as edited, and not when deleted', async () => {
  const { api, id, username } = await somebody();
  const [first, second] = [oddWord(), oddWord()];
  const post = await api.createPost({ body: aPost({ content: `Morning <b>${first}</b> #Gärten` }) });
  await untilFound(anyone, first, 1);

  const { items } = await anyone.search({ query: { q: first } });
  expect(items[0]).toMatchObject({ type: 'post', id: post.id, author: { id, username }, tags: ['gärten'] });
  expect(items[0]).toHaveProperty('highlights', [`Morning &lt;b&gt;<em>${first}</em>&lt;&#x2F;b&gt; #Gärten`]);

  await api.updatePost({ params: { id: post.id }, body: { content: `Evening ${second}` } });
  await untilFound(anyone, second, 1);
  expect(await countFound(anyone, first)).toBe(0);

  await api.deletePost({ params: { id: post.id } });
  await untilFound(anyone, second, 0);
  await expect(anyone.getPost({ params: { id: post.id } })).toFail(errors.notFound);
});

test('a new display name stands on hits soon', async () => {
  const { api } = await somebody();
  const [word, name] = [oddWord(), oddWord()];
  await api.createPost({ body: aPost({ content: word }) });
  await untilFound(anyone, word, 1);
  await api.updateMe({ body: { displayName: name } });
  await untilCaughtUp();
  const { items } = await anyone.search({ query: { q: word } });
  expect(items[0]).toMatchObject({ author: { displayName: name } });
  expect((await anyone.search({ query: { q: name, type: 'users' } })).total).toBe(1);
});

test('what is written 30 times in parallel is found 30 times, page by page, each once', async () => {
  const { api } = await somebody();
  const word = oddWord();
  const posts = await Promise.all(
    Array.from({ length: 30 }, (_, n) => api.createPost({ body: aPost({ content: `${word} ${String(n)}` }) })),
  );
  await untilFound(anyone, word, 30);
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await anyone.search({ query: { q: word, limit: '7', sort: 'recent', ...(cursor && { cursor }) } });
    expect(page.total).toBe(30);
    found.push(...page.items.flatMap((item) => (item.type === 'post' ? [item.id] : [])));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(found).toEqual(posts.map(({ id }) => id).sort((one, other) => Number(other) - Number(one)));
});
