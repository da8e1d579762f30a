import { errors } from '@concord/contracts';
import { aPost, eventually, oddWord, type Person } from '@concord/testkit';
import { expect, test } from '@jest/globals';
import { anyone, somebody, untilFound } from './platform.ts';
import { somebodyAs } from './staff.ts';

const untilCommentsFound = ({ api }: Person, word: string, count: number) =>
  eventually(async () => (await api.search({ query: { q: word, type: 'comments' } })).total === count, {
    timeoutMs: 20_000,
  });

test('what is reported and removed leaves search, thread and feed, and both sides are told', async () => {
  const [author, reader, moderator] = [await somebody(), await somebody(), await somebodyAs('moderator')];
  const word = oddWord();
  const post = await author.api.createPost({ body: { ...aPost(), content: `buy ${word} here` } });
  const under = { params: { id: post.id } };
  await eventually(() => reader.api.follow({ params: { id: author.id } }).then(() => true));
  const comment = await eventually(() =>
    author.api.createComment({ ...under, body: { content: `and ${word} there` } }),
  );
  await untilFound(reader.api, word, 1);
  await untilCommentsFound(reader, word, 1);

  await expect(anyone.listCases()).toFail(errors.unauthenticated);
  await expect(reader.api.listCases()).toFail(errors.forbidden);
  const remove = async (type: 'post' | 'comment', id: string) => {
    const subject = { type, id };
    const report = await eventually(() => reader.api.createReport({ body: { subject, reason: 'spam' } }));
    const { items } = await moderator.api.listCases({ query: { sort: 'newest', limit: '100' } });
    const params = { id: items.find((one) => one.subject.type === type && one.subject.id === id)?.id ?? '0' };
    expect((await moderator.api.getCase({ params })).content).toMatchObject({ type });
    await moderator.api.createDecision({ params, body: { action: 'remove' } });
    expect(await reader.api.getReport({ params: { id: report.id } })).toMatchObject({ outcome: 'acted_upon' });
  };

  await remove('comment', comment.id);
  await untilCommentsFound(reader, word, 0);
  await eventually(async () => (await reader.api.listComments(under)).items.length === 0);
  await remove('post', post.id);
  await untilFound(reader.api, word, 0);
  await expect(reader.api.getPost(under)).toFail(errors.notFound);
  expect((await reader.api.getFeed()).items).toEqual([]);

  const typesFor = async ({ api }: Person) => (await api.listNotifications()).items.map(({ type }) => type);
  await eventually(async () => {
    expect((await typesFor(reader)).filter((type) => type === 'report_decided')).toHaveLength(2);
    expect((await typesFor(author)).filter((type) => type === 'content_removed')).toHaveLength(2);
    return true;
  });
});
