import { errors } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { relationWords } from './relations.ts';
import { idsOf, startUser, type User } from './user.ts';

let user: User;
beforeAll(async () => {
  user = await startUser();
});
afterAll(() => user.stop());

test('needs an account', async () => {
  const { id } = await user.person();
  await expect(user.anonymous.requestFriend({ params: id })).toFail(errors.unauthenticated);
  await expect(user.anonymous.acceptFriend({ params: id })).toFail(errors.unauthenticated);
  await expect(user.anonymous.removeFriend({ params: id })).toFail(errors.unauthenticated);
  await expect(user.anonymous.listFriends()).toFail(errors.unauthenticated);
  await expect(user.anonymous.listFriendRequests()).toFail(errors.unauthenticated);
});

test('a suspended account asks and accepts nobody', async () => {
  const [ada, bob] = await user.two();
  await bob.api.requestFriend({ params: ada.id });
  await user.setStatus(ada, 'suspended');
  await expect(ada.api.requestFriend({ params: bob.id })).toFail(errors.forbidden);
  await expect(ada.api.acceptFriend({ params: bob.id })).toFail(errors.forbidden);
});

test('nobody is their own friend, and who is not there cannot be asked', async () => {
  const [ada, bob] = await user.two();
  await expect(ada.api.requestFriend({ params: ada.id })).toFail(errors.impossible);
  await expect(ada.api.acceptFriend({ params: ada.id })).toFail(errors.notFound);
  await expect(ada.api.requestFriend({ params: { id: '4711' } })).toFail(errors.notFound);
  await bob.api.block({ params: ada.id });
  await expect(ada.api.requestFriend({ params: bob.id })).toFail(errors.notFound);
  await expect(bob.api.requestFriend({ params: ada.id })).toFail(errors.notFound);
});

test('nobody accepts their own request, nor one that was not made', async () => {
  const [ada, bob] = await user.two();
  await expect(bob.api.acceptFriend({ params: ada.id })).toFail(errors.notFound);
  await ada.api.requestFriend({ params: bob.id });
  await expect(ada.api.acceptFriend({ params: bob.id })).toFail(errors.notFound);
  expect(await relationWords(user, ada, bob)).toEqual([]);
});

test('who is asked accepts, and both are friends', async () => {
  const [ada, bob] = await user.two();
  expect(await ada.api.requestFriend({ params: bob.id })).toEqual({ state: 'requested' });
  expect(await ada.api.requestFriend({ params: bob.id })).toEqual({ state: 'requested' });
  expect(idsOf(await bob.api.listFriendRequests())).toEqual([ada.id.id]);
  expect(idsOf(await ada.api.listFriendRequests({ query: { direction: 'sent' } }))).toEqual([bob.id.id]);
  expect(idsOf(await ada.api.listFriendRequests())).toEqual([]);
  expect(await bob.api.getProfile({ params: ada.id })).toMatchObject({ relation: { friendRequest: 'received' } });
  expect(await ada.api.getProfile({ params: bob.id })).toMatchObject({ relation: { friendRequest: 'sent' } });

  await bob.api.acceptFriend({ params: ada.id });
  for (const [one, other] of [
    [ada, bob],
    [bob, ada],
  ] as const) {
    expect(await relationWords(user, one, other)).toEqual(['friend']);
    expect(idsOf(await one.api.listFriends())).toEqual([other.id.id]);
    expect(await one.api.requestFriend({ params: other.id })).toEqual({ state: 'friends' });
    expect(await one.api.getProfile({ params: other.id })).toMatchObject({
      relation: { friend: true, friendRequest: 'none' },
    });
  }
  expect(idsOf(await bob.api.listFriendRequests())).toEqual([]);
});

test('asking who has asked accepts', async () => {
  const [ada, bob] = await user.two();
  await ada.api.requestFriend({ params: bob.id });
  expect(await bob.api.requestFriend({ params: ada.id })).toEqual({ state: 'friends' });
});

test('either ends it, and takes back or refuses a request', async () => {
  const [ada, bob] = await user.two();
  for (const ending of [ada, bob]) {
    await ada.api.requestFriend({ params: bob.id });
    await ending.api.removeFriend({ params: ending === ada ? bob.id : ada.id });
    await expect(bob.api.acceptFriend({ params: ada.id })).toFail(errors.notFound);
    await ada.api.requestFriend({ params: bob.id });
    await bob.api.acceptFriend({ params: ada.id });
    await ending.api.removeFriend({ params: ending === ada ? bob.id : ada.id });
    expect(await relationWords(user, ada, bob)).toEqual([]);
    expect(await relationWords(user, bob, ada)).toEqual([]);
  }
  await ada.api.removeFriend({ params: bob.id });
  await ada.api.removeFriend({ params: ada.id });
});
