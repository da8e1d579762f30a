import { contract, headerNames, type Operation } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startUser, type Person, type User } from './user.ts';

let user: User;
beforeAll(async () => {
  user = await startUser();
});
afterAll(() => user.stop());

const receiptOf = async (by: Person, operation: Operation, input: object) =>
  (await by.api.raw(operation, input)).headers.get(headerNames.version);

const rowVersion = async (viewer: Person, author: Person) =>
  (await user.internal.readRelation({ params: { viewer: viewer.id.id, author: author.id.id } })).version;

test('what is refused gives no receipt', async () => {
  const [ada, bob] = [await user.person(), await user.person()];
  await bob.api.block({ params: ada.id });
  expect(await receiptOf(ada, contract.user.follow, { params: bob.id })).toBeNull();
  expect(await receiptOf(ada, contract.user.follow, { params: ada.id })).toBeNull();
});

test('whatever one does towards somebody answers the version of one’s own row about them', async () => {
  const [ada, bob] = [await user.person(), await user.person()];
  const { follow, unfollow, requestFriend, removeFriend, mute, unmute, removeFollower, block, unblock } = contract.user;
  for (const operation of [
    follow,
    mute,
    requestFriend,
    removeFriend,
    unfollow,
    unmute,
    removeFollower,
    block,
    unblock,
  ]) {
    const given = await receiptOf(ada, operation, { params: bob.id });
    const version = await rowVersion(ada, bob);
    expect([operation.id, given]).toEqual([operation.id, `user.relations:${ada.id.id}:${bob.id.id}:${version}`]);
  }
  await bob.api.requestFriend({ params: ada.id });
  expect(await receiptOf(ada, contract.user.acceptFriend, { params: bob.id })).toBe(
    `user.relations:${ada.id.id}:${bob.id.id}:${await rowVersion(ada, bob)}`,
  );
});

test('what changed nothing answers the row as it is, and what left no row answers none', async () => {
  const [ada, bob] = [await user.person(), await user.person()];
  expect(await receiptOf(ada, contract.user.unfollow, { params: bob.id })).toBeNull();
  const first = await receiptOf(ada, contract.user.follow, { params: bob.id });
  expect(await receiptOf(ada, contract.user.follow, { params: bob.id })).toBe(first);
});

test('a change of the profile or of privacy answers the profile’s version', async () => {
  const ada = await user.person();
  const version = async () => (await user.internal.readProfile({ params: ada.id })).version;
  const profile = await receiptOf(ada, contract.user.updateMe, { body: { bio: 'new' } });
  expect(profile).toBe(`user.profiles:${ada.id.id}:${await version()}`);
  const privacy = await receiptOf(ada, contract.user.updateMyPrivacy, { body: { profile: 'private' } });
  expect(privacy).toBe(`user.profiles:${ada.id.id}:${await version()}`);
  expect(privacy).not.toBe(profile);
});
