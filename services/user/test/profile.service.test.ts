import { errors, type Audience } from '@concord/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startUser, type Person, type User } from './user.ts';

let user: User;
beforeAll(async () => {
  user = await startUser();
});
afterAll(() => user.stop());

const befriend = async (one: Person, other: Person) => {
  await one.api.requestFriend({ params: other.id });
  await other.api.acceptFriend({ params: one.id });
};

const follow = async (follower: Person, followed: Person) => {
  await follower.api.follow({ params: followed.id });
  await followed.api.acceptFollower({ params: follower.id });
};

test.each(['suspended', 'banned', 'deleted'] as const)(
  'a %s account is nobody’s to see but its own',
  async (status) => {
    const [ada, bob] = [await user.person(), await user.person()];
    await user.setStatus(ada, status);
    for (const api of [bob.api, user.anonymous]) {
      await expect(api.getProfile({ params: ada.id })).toFail(errors.notFound);
      await expect(api.getProfileByUsername({ params: { username: ada.username } })).toFail(errors.notFound);
      await expect(api.listFollowers({ params: ada.id })).toFail(errors.notFound);
      await expect(api.listFollowing({ params: ada.id })).toFail(errors.notFound);
    }
    expect(await ada.api.getProfile({ params: ada.id })).toMatchObject({ id: ada.id.id, relation: null });
  },
);

test('nobody is nobody', async () => {
  await expect(user.anonymous.getProfile({ params: { id: '4711' } })).toFail(errors.notFound);
  await expect(user.anonymous.getProfile({ params: { id: 'ada' } })).toFail(errors.invalid, '/params/id');
  await expect(user.anonymous.getProfileByUsername({ params: { username: 'nobody_of_that_name' } })).toFail(
    errors.notFound,
  );
});

describe('the page, the lists and the contact details follow their settings', () => {
  test.each<{ profile: Audience; seenBy: readonly string[] }>([
    { profile: 'public', seenBy: ['anonymous', 'stranger', 'follower', 'friend'] },
    { profile: 'followers', seenBy: ['follower', 'friend'] },
    { profile: 'friends', seenBy: ['friend'] },
    { profile: 'private', seenBy: [] },
  ])('$profile', async ({ profile, seenBy }) => {
    const [ada, bob, cleo, dan] = [await user.person(), await user.person(), await user.person(), await user.person()];
    await follow(cleo, ada);
    await befriend(dan, ada);
    const body = { bio: 'Hello', email: 'ada@example.org', phone: '+4912345678' };
    await ada.api.updateMe({ body });
    await ada.api.updateMyPrivacy({ body: { profile, email: 'friends', phone: 'followers' } });
    const viewers = { anonymous: user.anonymous, stranger: bob.api, follower: cleo.api, friend: dan.api };
    for (const [name, api] of Object.entries(viewers)) {
      const shown = seenBy.includes(name);
      const { page, displayName, visibility } = await api.getProfile({ params: ada.id });
      expect([name, displayName, visibility]).toEqual([name, `Person ${ada.username}`, profile]);
      expect([name, page?.bio ?? null]).toEqual([name, shown ? 'Hello' : null]);
      expect([name, page?.email ?? null]).toEqual([name, shown && name === 'friend' ? body.email : null]);
      expect([name, page?.phone ?? null]).toEqual([
        name,
        shown && (name === 'friend' || name === 'follower') ? body.phone : null,
      ]);
      for (const list of [api.listFollowers({ params: ada.id }), api.listFollowing({ params: ada.id })])
        if (shown) expect((await list).nextCursor).toBeNull();
        else await expect(list).toFail(errors.notFound);
    }
    expect(await ada.api.getProfile({ params: ada.id })).toMatchObject({ page: body, relation: null });
    expect(await ada.api.listFollowers({ params: ada.id })).toMatchObject({ items: [{ id: cleo.id.id }] });
  });
});

test('is found by name, with the same content', async () => {
  const [ada, bob] = [await user.person(), await user.person()];
  await ada.api.follow({ params: bob.id });
  expect(await ada.api.getProfileByUsername({ params: { username: bob.username } })).toEqual(
    await ada.api.getProfile({ params: bob.id }),
  );
});

test('a name that two rows bear while it changes hands is the active account’s', async () => {
  const before = await user.person();
  await user.setStatus(before, 'deleted');
  const after = await user.person({ username: before.username });
  expect(await user.anonymous.getProfileByUsername({ params: { username: before.username } })).toMatchObject(after.id);
});

test('counts only accepted and active people, the same for everyone, and at once', async () => {
  const [ada, bob, cleo, dan] = [await user.person(), await user.person(), await user.person(), await user.person()];
  for (const { api } of [bob, cleo, dan]) await api.follow({ params: ada.id });
  await ada.api.follow({ params: bob.id });
  expect(await dan.api.getProfile({ params: ada.id })).toMatchObject({ page: { followerCount: 3, followingCount: 1 } });
  await user.setStatus(cleo, 'suspended');
  await dan.api.block({ params: bob.id });
  await dan.api.unfollow({ params: ada.id });
  for (const api of [user.anonymous, bob.api, dan.api])
    expect(await api.getProfile({ params: ada.id })).toMatchObject({ page: { followerCount: 1, followingCount: 1 } });
  expect(await ada.api.getMe()).toMatchObject({ followerCount: 1, followingCount: 1 });
  await user.setStatus(cleo, 'active');
  expect(await ada.api.getMe()).toMatchObject({ followerCount: 2 });
});
