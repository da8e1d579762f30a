import { expect, test } from '@jest/globals';
import { errors, erasingServices } from '@concord/contracts';
import { aPost, eventually, oddWord } from '@concord/testkit';
import { leftOf } from './left.ts';
import { anyone, countFound, somebody, untilCaughtUp, untilFound } from './platform.ts';

const soon = <T>(work: () => Promise<T>): Promise<T> => eventually(work, { timeoutMs: 20_000 });

test('a deleted account is gone from feed, thread, search and the counts of others, and every service says so', async () => {
  const [leaver, friend] = await Promise.all([somebody(), somebody()]);
  const word = oddWord();
  const theirs = { id: (await friend.api.createPost({ body: aPost() })).id };
  await soon(() => friend.api.createPost({ body: { content: `Look at @${leaver.username}` } }));
  await leaver.api.updateMe({ body: { displayName: `Known as ${word}`, bio: `Writes of ${word}` } });
  const taken = await leaver.api.createPost({ body: { content: `Taken back: ${word}` } });
  await leaver.api.deletePost({ params: { id: taken.id } });
  await leaver.api.createPost({ body: { content: `A post about ${word}` } });
  await soon(() => leaver.api.follow({ params: { id: friend.id } }));
  await soon(() => friend.api.follow({ params: { id: leaver.id } }));
  await soon(() => leaver.api.reactToPost({ params: { ...theirs, type: 'love' } }).then(() => true));
  await soon(() => leaver.api.createComment({ params: theirs, body: { content: `A comment about ${word}` } }));
  await untilFound(friend.api, word, 1);
  await soon(async () => {
    expect(await friend.api.getPost({ params: theirs })).toMatchObject({ likeCount: 1, commentCount: 1 });
    return true;
  });

  const deletion = await leaver.api.deleteMe({});
  const params = { id: deletion.id };
  await expect(anyone.createSession({ body: { login: leaver.username, password: leaver.password } })).toFail(
    errors.credentialsWrong,
  );
  await soon(async () => {
    await expect(friend.api.getProfile({ params: { id: leaver.id } })).toFail(errors.notFound);
    return true;
  });
  await eventually(async () => ((await anyone.getDeletion({ params })).state === 'complete' ? (true as const) : null), {
    timeoutMs: 90_000,
    everyMs: 500,
  });
  const { services } = await anyone.getDeletion({ params });
  expect(services.map(({ service, state }) => [service, state])).toEqual(
    expect.arrayContaining(erasingServices.map((service) => [service, 'done'])),
  );
  const erased = new Map(
    services.flatMap((one) => one.erased.map(({ kind, count }) => [`${one.service} ${kind}`, count])),
  );
  expect(['post posts', 'comment comments', 'reaction reactions'].map((one) => erased.get(one))).toEqual([1, 1, 1]);
  // Only what they did themselves is counted for them.
  expect([...erased.keys()]).not.toContain('user ties');

  await untilCaughtUp();
  expect(await countFound(friend.api, word)).toBe(0);
  await soon(async () => {
    expect(await friend.api.getPost({ params: theirs })).toMatchObject({ likeCount: 0, commentCount: 0 });
    return true;
  });
  expect((await friend.api.listComments({ params: theirs })).items).toEqual([]);
  expect((await friend.api.getFeed({})).items.map(({ author }) => author.id)).not.toContain(leaver.id);
  expect((await friend.api.getProfile({ params: { id: friend.id } })).page).toMatchObject({
    ...{ followerCount: 0, followingCount: 0 },
  });

  // Also in the topics' newest records, which carry rows as they were before.
  const also: [string, string] = [word, `${leaver.username}@example.org`];
  await eventually(
    async () => {
      expect(await leftOf(leaver.id, ...also)).toEqual([]);
      return true;
    },
    // Its blank profile is cached for a minute.
    { timeoutMs: 75_000, everyMs: 5_000 },
  );
}, 240_000);
