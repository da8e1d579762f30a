import { describe, expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import { aPost, eventually, oddWord, type Person } from '@concord/testkit';
import { anyone, countFound, somebody, untilCaughtUp, untilFound } from './platform.ts';

const audiences = ['public', 'followers', 'friends', 'private'] as const;

/** One post for each audience, all with the same word and a hashtag of their own. */
const writeForAll = async ({ api }: Person) => {
  const [word, tag] = [oddWord(), oddWord()];
  for (const audience of audiences) await api.createPost({ body: aPost({ content: `${word} #${tag}`, audience }) });
  return { word, tag };
};

/** Everything by which a viewer could learn of the posts; all must tell the same number. */
const waysToLearn = async (api: Person['api'], author: string, { word, tag }: { word: string; tag: string }) => {
  const hits = await api.search({ query: { q: word } });
  const tagged = await api.search({ query: { tag } });
  const [counted] = (await api.search({ query: { q: tag, type: 'hashtags' } })).items;
  const [suggested] = (await api.suggest({ query: { q: tag.slice(0, 8), type: 'hashtags' } })).items;
  const list = await api.listPosts({ params: { id: author } }).catch(() => ({ items: [] }));
  return {
    total: hits.total,
    shown: hits.items.length,
    tagged: tagged.total,
    counted: counted?.type === 'hashtag' ? counted.posts : 0,
    suggested: suggested?.type === 'hashtag' ? suggested.posts : 0,
    listed: list.items.length,
  };
};
const all = (count: number) => ({
  total: count,
  shown: count,
  tagged: count,
  counted: count,
  suggested: count,
  listed: count,
});

const befriend = async (one: Person, other: Person) => {
  await one.api.requestFriend({ params: { id: other.id } });
  await other.api.acceptFriend({ params: { id: one.id } });
};

describe('posts of every audience', () => {
  test('are in the results, totals, hashtags, suggestions and lists of those who may see them, and of nobody else', async () => {
    const [author, stranger, follower, friend] = await Promise.all([somebody(), somebody(), somebody(), somebody()]);
    await follower.api.follow({ params: { id: author.id } });
    await befriend(friend, author);
    const written = await writeForAll(author);
    await untilFound(author.api, written.word, 4);
    await untilCaughtUp();
    expect(await waysToLearn(anyone, author.id, written)).toEqual(all(1));
    expect(await waysToLearn(stranger.api, author.id, written)).toEqual(all(1));
    expect(await waysToLearn(follower.api, author.id, written)).toEqual(all(2));
    expect(await waysToLearn(friend.api, author.id, written)).toEqual(all(3));
    expect(await waysToLearn(author.api, author.id, written)).toEqual(all(4));
  });

  test('vanish for whoever is blocked, in both directions, and come back after', async () => {
    const [author, other] = await Promise.all([somebody(), somebody()]);
    await befriend(author, other);
    const written = await writeForAll(author);
    const theirs = await writeForAll(other);
    await untilFound(other.api, written.word, 3);
    await untilFound(author.api, theirs.word, 3);

    await author.api.block({ params: { id: other.id } });
    await untilFound(other.api, written.word, 0);
    await untilFound(author.api, theirs.word, 0);
    await untilCaughtUp();
    expect(await waysToLearn(other.api, author.id, written)).toEqual(all(0));
    expect(await waysToLearn(author.api, other.id, theirs)).toEqual(all(0));
    await expect(other.api.getProfile({ params: { id: author.id } })).toFail(errors.notFound);

    await author.api.unblock({ params: { id: other.id } });
    await untilFound(other.api, written.word, 1);
  });

  test('of an author who becomes private are found by friends only, also those written before', async () => {
    const [author, stranger, friend] = await Promise.all([somebody(), somebody(), somebody()]);
    await befriend(author, friend);
    const written = await writeForAll(author);
    await untilFound(stranger.api, written.word, 1);

    await author.api.updateMyPrivacy({ body: { profile: 'friends' } });
    await untilFound(stranger.api, written.word, 0);
    await untilFound(friend.api, written.word, 3);
    await untilCaughtUp();
    expect(await waysToLearn(stranger.api, author.id, written)).toEqual(all(0));
    expect(await waysToLearn(anyone, author.id, written)).toEqual(all(0));

    await author.api.updateMyPrivacy({ body: { profile: 'public' } });
    await untilFound(stranger.api, written.word, 1);
  });
});

test('a person who does not want to be found is not found, and not suggested, but by friends', async () => {
  const [shy, stranger, friend] = await Promise.all([somebody(), somebody(), somebody()]);
  await befriend(shy, friend);
  await shy.api.updateMyPrivacy({ body: { search: 'friends' } });
  const find = async (viewer: Person) => [
    (await viewer.api.search({ query: { q: shy.username, type: 'users' } })).total,
    (await viewer.api.suggest({ query: { q: shy.username.slice(0, 10), type: 'users' } })).items.length,
  ];
  await untilCaughtUp();
  await eventually(async () => (await find(friend))[0] === 1);
  expect(await find(stranger)).toEqual([0, 0]);
  expect(await find(friend)).toEqual([1, 1]);
});

test('following somebody who is not public takes their consent', async () => {
  const [author, fan] = await Promise.all([somebody(), somebody()]);
  await author.api.updateMyPrivacy({ body: { profile: 'followers' } });
  const { word } = await writeForAll(author);
  expect(await fan.api.follow({ params: { id: author.id } })).toEqual({ state: 'requested' });
  await untilFound(author.api, word, 4);
  await untilCaughtUp();
  expect(await countFound(fan.api, word)).toBe(0);

  expect((await author.api.listFollowRequests({})).items.map(({ id }) => id)).toEqual([fan.id]);
  await author.api.acceptFollower({ params: { id: fan.id } });
  await untilFound(fan.api, word, 2);
  expect(
    (await eventually(async () => (await fan.api.getFeed({})).items.length === 2 && fan.api.getFeed({}))).items,
  ).toHaveLength(2);

  await author.api.removeFollower({ params: { id: fan.id } });
  await untilFound(fan.api, word, 0);
});
