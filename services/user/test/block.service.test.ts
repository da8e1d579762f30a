import { errors } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { blockedButTied, disagreements, relationWords } from './relations.ts';
import { idsOf, startUser, type User } from './user.ts';

let user: User;
beforeAll(async () => {
  user = await startUser();
});
afterAll(() => user.stop());

test('needs an account', async () => {
  const { id } = await user.person();
  await expect(user.anonymous.block({ params: id })).toFail(errors.unauthenticated);
  await expect(user.anonymous.unblock({ params: id })).toFail(errors.unauthenticated);
  await expect(user.anonymous.listBlocks()).toFail(errors.unauthenticated);
});

test('nobody blocks themselves, or who is not there', async () => {
  const [ada, bob] = await user.two();
  await user.setStatus(bob, 'deleted');
  await expect(ada.api.block({ params: ada.id })).toFail(errors.impossible);
  await expect(ada.api.block({ params: { id: '4711' } })).toFail(errors.notFound);
  await expect(ada.api.block({ params: bob.id })).toFail(errors.notFound);
});

test('ends everything between two people, both ways, and neither sees the other', async () => {
  const [ada, bob] = await user.two();
  await ada.api.follow({ params: bob.id });
  await bob.api.follow({ params: ada.id });
  await ada.api.requestFriend({ params: bob.id });
  await bob.api.acceptFriend({ params: ada.id });
  await bob.api.block({ params: ada.id });
  await bob.api.block({ params: ada.id });

  expect(await relationWords(user, ada, bob)).toEqual(['blockedBy']);
  expect(await relationWords(user, bob, ada)).toEqual(['blocks']);
  for (const [one, other] of [
    [ada, bob],
    [bob, ada],
  ] as const) {
    await expect(one.api.getProfile({ params: other.id })).toFail(errors.notFound);
    await expect(one.api.getProfileByUsername({ params: { username: other.username } })).toFail(errors.notFound);
    await expect(one.api.listFollowers({ params: other.id })).toFail(errors.notFound);
    await expect(one.api.follow({ params: other.id })).toFail(errors.notFound);
    expect(idsOf(await one.api.listFriends())).toEqual([]);
    expect(idsOf(await one.api.listFollowers({ params: one.id }))).toEqual([]);
  }
  expect(await user.anonymous.getProfile({ params: bob.id })).toMatchObject({ page: { followerCount: 0 } });
  expect(await blockedButTied(user.db)).toEqual([]);
});

test('requests end too', async () => {
  const [ada, bob] = await user.two();
  await bob.api.updateMyPrivacy({ body: { profile: 'private' } });
  await ada.api.follow({ params: bob.id });
  await ada.api.requestFriend({ params: bob.id });
  await bob.api.block({ params: ada.id });
  await bob.api.unblock({ params: ada.id });
  expect(idsOf(await bob.api.listFollowRequests())).toEqual([]);
  expect(idsOf(await bob.api.listFriendRequests())).toEqual([]);
  await expect(bob.api.acceptFollower({ params: ada.id })).toFail(errors.notFound);
});

test('who is blocked may block back, and each lifts only their own', async () => {
  const [ada, bob] = await user.two();
  await ada.api.block({ params: bob.id });
  await bob.api.block({ params: ada.id });
  expect(await relationWords(user, ada, bob)).toEqual(['blocks', 'blockedBy']);
  await ada.api.unblock({ params: bob.id });
  await ada.api.unblock({ params: bob.id });
  expect(await relationWords(user, ada, bob)).toEqual(['blockedBy']);
  await expect(ada.api.getProfile({ params: bob.id })).toFail(errors.notFound);
  await bob.api.unblock({ params: ada.id });
  expect(await ada.api.getProfile({ params: bob.id })).toMatchObject({ relation: { blocks: false } });
  expect(await disagreements(user.db)).toEqual([]);
});

test('lists whom I block, newest first, without who is not active', async () => {
  const [ada, bob] = await user.two();
  const [cleo, dan] = await user.two();
  for (const { id } of [bob, cleo, dan]) await ada.api.block({ params: id });
  await cleo.api.block({ params: ada.id });
  await user.setStatus(dan, 'banned');
  expect(idsOf(await ada.api.listBlocks())).toEqual([cleo.id.id, bob.id.id]);
  expect(idsOf(await bob.api.listBlocks())).toEqual([]);
  await ada.api.block({ params: dan.id });
});
