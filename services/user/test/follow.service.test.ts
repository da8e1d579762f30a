import { errors } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { disagreements, relationWords } from './relations.ts';
import { startUser, type User } from './user.ts';

let user: User;
beforeAll(async () => {
  user = await startUser();
});
afterAll(() => user.stop());

const makeProfile = (visibility: 'followers' | 'friends' | 'private' | 'public') => async () => {
  const person = await user.person();
  await person.api.updateMyPrivacy({ body: { profile: visibility } });
  return person;
};

test('needs an account', async () => {
  const { id } = await user.person();
  await expect(user.anonymous.follow({ params: id })).toFail(errors.unauthenticated);
  await expect(user.anonymous.unfollow({ params: id })).toFail(errors.unauthenticated);
  await expect(user.anonymous.acceptFollower({ params: id })).toFail(errors.unauthenticated);
  await expect(user.anonymous.removeFollower({ params: id })).toFail(errors.unauthenticated);
  await expect(user.anonymous.listFollowRequests()).toFail(errors.unauthenticated);
});

test('a suspended account follows and accepts nobody, but may stop following', async () => {
  const [ada, bob] = [await user.person(), await user.person()];
  await ada.api.follow({ params: bob.id });
  await user.setStatus(ada, 'suspended');
  await expect(ada.api.follow({ params: bob.id })).toFail(errors.forbidden);
  await expect(ada.api.acceptFollower({ params: bob.id })).toFail(errors.forbidden);
  await ada.api.unfollow({ params: bob.id });
  expect(await relationWords(user, ada, bob)).toEqual([]);
});

test('nobody follows themselves', async () => {
  const ada = await user.person();
  await expect(ada.api.follow({ params: ada.id })).toFail(errors.impossible);
  await ada.api.unfollow({ params: ada.id });
  await ada.api.removeFollower({ params: ada.id });
});

test('who does not exist, is not active or is shut off by a block cannot be followed and is not there', async () => {
  const [ada, bob, cleo] = [await user.person(), await user.person(), await user.person()];
  await user.setStatus(bob, 'banned');
  await cleo.api.block({ params: ada.id });
  for (const id of [{ id: '4711' }, bob.id, cleo.id]) {
    await expect(ada.api.follow({ params: id })).toFail(errors.notFound);
    await expect(ada.api.getProfile({ params: id })).toFail(errors.notFound);
  }
  await expect(cleo.api.follow({ params: ada.id })).toFail(errors.notFound);
});

test('who did not ask cannot be accepted', async () => {
  const [ada, bob] = [await user.person(), await user.person()];
  await expect(ada.api.acceptFollower({ params: bob.id })).toFail(errors.notFound);
  expect(await user.db('relations').where({ viewer_id: ada.number })).toEqual([]);
});

test('a public profile is followed at once, as often as one likes', async () => {
  const [ada, bob] = [await user.person(), await user.person()];
  expect(await ada.api.follow({ params: bob.id })).toEqual({ state: 'following' });
  expect(await ada.api.follow({ params: bob.id })).toEqual({ state: 'following' });
  expect(await relationWords(user, ada, bob)).toEqual(['follows']);
  expect(await relationWords(user, bob, ada)).toEqual([]);
  expect(await bob.api.getProfile({ params: ada.id })).toMatchObject({
    relation: { followedBy: true, follows: false },
  });
  expect(await ada.api.getProfile({ params: bob.id })).toMatchObject({
    relation: { follows: true },
    page: { followerCount: 1 },
  });
});

test.each(['followers', 'friends', 'private'] as const)('a profile for %s is asked', async (visibility) => {
  const [ada, bob] = [await user.person(), await makeProfile(visibility)()];
  expect(await ada.api.follow({ params: bob.id })).toEqual({ state: 'requested' });
  expect(await relationWords(user, ada, bob)).toEqual([]);
  expect(await ada.api.getProfile({ params: bob.id })).toMatchObject({
    relation: { followRequested: true, follows: false },
  });
  expect((await bob.api.listFollowRequests()).items.map(({ id }) => id)).toEqual([ada.id.id]);
  expect((await bob.api.listFollowers({ params: bob.id })).items).toEqual([]);

  await bob.api.acceptFollower({ params: ada.id });
  await bob.api.acceptFollower({ params: ada.id });
  expect(await relationWords(user, ada, bob)).toEqual(['follows']);
  expect((await bob.api.listFollowRequests()).items).toEqual([]);
  expect((await bob.api.listFollowers({ params: bob.id })).items.map(({ id }) => id)).toEqual([ada.id.id]);
  expect(await ada.api.follow({ params: bob.id })).toEqual({ state: 'following' });
});

test('a request is refused, or taken back, or becomes a follow when the profile opens', async () => {
  const [ada, bob] = [await user.person(), await makeProfile('private')()];
  await ada.api.follow({ params: bob.id });
  await bob.api.removeFollower({ params: ada.id });
  await expect(bob.api.acceptFollower({ params: ada.id })).toFail(errors.notFound);
  await ada.api.follow({ params: bob.id });
  await ada.api.unfollow({ params: bob.id });
  expect((await bob.api.listFollowRequests()).items).toEqual([]);
  await ada.api.follow({ params: bob.id });
  await bob.api.updateMyPrivacy({ body: { profile: 'public' } });
  expect(await ada.api.follow({ params: bob.id })).toEqual({ state: 'following' });
});

test('a follower is removed, and the version rises with each change and only with a change', async () => {
  const [ada, bob] = [await user.person(), await user.person()];
  const version = async () =>
    (await user.internal.readRelation({ params: { viewer: ada.id.id, author: bob.id.id } })).version;
  expect(await version()).toBe(0);
  await ada.api.follow({ params: bob.id });
  const followed = await version();
  await ada.api.follow({ params: bob.id });
  await bob.api.removeFriend({ params: ada.id });
  await ada.api.unblock({ params: bob.id });
  expect(await version()).toBe(followed);
  await bob.api.removeFollower({ params: ada.id });
  expect(await relationWords(user, ada, bob)).toEqual([]);
  expect(await version()).toBe(followed + 1);
  await bob.api.removeFollower({ params: ada.id });
  expect(await version()).toBe(followed + 1);
});

test('ending what never began leaves no row', async () => {
  const [ada, bob] = [await user.person(), await user.person()];
  await ada.api.unfollow({ params: bob.id });
  await ada.api.removeFollower({ params: bob.id });
  await ada.api.removeFriend({ params: bob.id });
  await ada.api.unblock({ params: bob.id });
  expect(await user.db('relations').where({ viewer_id: ada.number })).toEqual([]);
  expect(await disagreements(user.db)).toEqual([]);
});
