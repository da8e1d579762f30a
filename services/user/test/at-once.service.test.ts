import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { blockedButTied, disagreements, relationWords, wrongActiveFlags } from './relations.ts';
import { failuresOf, startUser, type Person, type User } from './user.ts';

let user: User;
beforeAll(async () => {
  user = await startUser();
});
afterAll(() => user.stop());
afterEach(async () => {
  expect(await disagreements(user.db)).toEqual([]);
  expect(await blockedButTied(user.db)).toEqual([]);
  expect(await wrongActiveFlags(user.db)).toEqual([]);
});

const times = <T>(count: number, call: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => call(index));
const versionOf = async (viewer: Person, author: Person) =>
  (await user.internal.readRelation({ params: { viewer: viewer.id.id, author: author.id.id } })).version;

test('50 equal follows are one', async () => {
  const [ada, bob] = await user.two();
  expect(await failuresOf(times(50, () => ada.api.follow({ params: bob.id })))).toEqual([]);
  expect(await relationWords(user, ada, bob)).toEqual(['follows']);
  // Made without flags, then raised once.
  expect(await versionOf(ada, bob)).toBe(2);
  expect(await ada.api.getMe()).toMatchObject({ followingCount: 1 });
});

test('40 requests from both sides end in one friendship', async () => {
  const [ada, bob] = await user.two();
  const asks = times(40, (n) =>
    n % 2 ? ada.api.requestFriend({ params: bob.id }) : bob.api.requestFriend({ params: ada.id }),
  );
  expect(await failuresOf(asks)).toEqual([]);
  expect(await relationWords(user, ada, bob)).toEqual(['friend']);
  expect(await relationWords(user, bob, ada)).toEqual(['friend']);
  expect(
    await user.db('friendships').where({ status: 'accepted' }).whereIn('user_id', [ada.number, bob.number]),
  ).toHaveLength(1);
});

test('a block among 40 follows from both sides stays, and nothing else does', async () => {
  const [ada, bob] = await user.two();
  const calls = times(40, (n) => {
    if (n === 20) return bob.api.block({ params: ada.id });
    return n % 2 ? ada.api.follow({ params: bob.id }) : bob.api.follow({ params: ada.id });
  });
  const failures = await failuresOf(calls);
  expect(failures.filter((code) => code !== 'not_found')).toEqual([]);
  expect(await relationWords(user, ada, bob)).toEqual(['blockedBy']);
  expect(await relationWords(user, bob, ada)).toEqual(['blocks']);
});

test('a block among acceptances of a friend request stays, whichever came first', async () => {
  for (const round of times(5, (n) => n)) {
    const [ada, bob] = await user.two();
    await ada.api.requestFriend({ params: bob.id });
    const calls = times(20, (n) =>
      n === round * 4 ? ada.api.block({ params: bob.id }) : bob.api.acceptFriend({ params: ada.id }),
    );
    const failures = await failuresOf(calls);
    expect(failures.filter((code) => code !== 'not_found')).toEqual([]);
    expect(await relationWords(user, bob, ada)).toEqual(['blockedBy']);
  }
});

test('two who block each other at once both do, and both can lift it', async () => {
  const [ada, bob] = await user.two();
  const blocks = times(20, (n) => (n % 2 ? ada.api.block({ params: bob.id }) : bob.api.block({ params: ada.id })));
  expect(await failuresOf(blocks)).toEqual([]);
  expect(await relationWords(user, ada, bob)).toEqual(['blocks', 'blockedBy']);
  const lifts = times(20, (n) => (n % 2 ? ada.api.unblock({ params: bob.id }) : bob.api.unblock({ params: ada.id })));
  expect(await failuresOf(lifts)).toEqual([]);
  expect(await relationWords(user, ada, bob)).toEqual([]);
});

test('everybody follows everybody at once, without a deadlock that anyone notices', async () => {
  const people = await Promise.all(times(7, () => user.person()));
  const calls = people.flatMap((one) =>
    people.filter((other) => other !== one).map((other) => one.api.follow({ params: other.id })),
  );
  expect(await failuresOf(calls)).toEqual([]);
  for (const { api } of people) expect(await api.getMe()).toMatchObject({ followerCount: 6, followingCount: 6 });
});

test('accounts that are banned and come back while people follow them are counted right', async () => {
  const [ada, bob] = await user.two();
  const others = await Promise.all(times(8, () => user.person()));
  for (const round of times(3, (n) => n)) {
    const calls: Promise<unknown>[] = others.flatMap<Promise<unknown>>((other) => [
      round % 2 ? ada.api.follow({ params: other.id }) : other.api.follow({ params: ada.id }),
      other.api.follow({ params: bob.id }),
      ...(round === 1 ? [other.api.unfollow({ params: bob.id })] : []),
    ]);
    calls.push(user.setStatus(ada, round % 2 ? 'active' : 'banned'));
    const failures = await failuresOf(calls);
    expect(failures.filter((code) => code !== 'not_found' && code !== 'forbidden')).toEqual([]);
    expect(await wrongActiveFlags(user.db)).toEqual([]);
  }
});
