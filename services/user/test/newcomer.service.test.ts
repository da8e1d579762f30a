import { contract, errors } from '@concord/contracts';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { failuresOf, startUser, type Person, type User } from './user.ts';

let user: User;
beforeAll(async () => {
  user = await startUser();
});
afterAll(() => user.stop());
beforeEach(() => {
  Object.assign(user.world, { authAnswers: true, streamIsFresh: true, asked: 0 });
});

const accountOf = ({ number }: Person) => {
  const account = user.auth.get(number);
  if (!account) throw new Error('auth does not know this person');
  return account;
};
const rowOf = ({ number }: Person) =>
  user.db('profiles').where({ id: number }).first('username', 'status', 'display_name', 'account_version', 'version');

test('an account that is no more has no profile, and no session either', async () => {
  const ghost = user.newcomer();
  user.auth.delete(ghost.number);
  await expect(ghost.api.getMe()).toFail(errors.unauthenticated);
  await expect(user.anonymous.getProfile({ params: ghost.id })).toFail(errors.notFound);
  await expect(user.internal.readProfile({ params: ghost.id })).toFail(errors.notFound);
});

test('where auth does not answer, nobody is made up', async () => {
  const ada = user.newcomer();
  user.world.authAnswers = false;
  await expect(ada.api.getMe()).toFail(errors.unavailable);
  await expect(user.anonymous.getProfile({ params: ada.id })).toFail(errors.unavailable);
  expect(await rowOf(ada)).toBeUndefined();
  user.world.authAnswers = true;
  expect(await ada.api.getMe()).toMatchObject(ada.id);
});

test('who has just signed up uses everything before the stream has brought the account', async () => {
  const [ada, bob] = [user.newcomer(), user.newcomer()];
  expect(await ada.api.follow({ params: bob.id })).toEqual({ state: 'following' });
  expect(await ada.api.updateMe({ body: { bio: 'Here' } })).toMatchObject({ bio: 'Here', followingCount: 1 });
  expect(await ada.api.getMyPrivacy()).toMatchObject({ profile: 'public' });
  expect(await user.internal.readProfile({ params: bob.id })).toMatchObject({ username: bob.username, version: 1 });
  expect(await user.anonymous.getProfile({ params: user.newcomer().id })).toMatchObject({ relation: null });
  await ada.api.requestFriend({ params: user.newcomer().id });
  await ada.api.block({ params: user.newcomer().id });
  expect(user.world.asked).toBe(5);
});

test('a person is made once, whoever touches them first, and whether the stream comes before, between or after', async () => {
  const people = Array.from({ length: 10 }, () => user.newcomer());
  const touches = people.flatMap((person) => [
    person.api.getMe(),
    user.anonymous.getProfile({ params: person.id }),
    user.arrives(accountOf(person)),
    person.api.updateMe({ body: { bio: 'mine' } }),
  ]);
  expect(await failuresOf(touches)).toEqual([]);
  for (const person of people) {
    expect(await rowOf(person)).toMatchObject({ version: 2, account_version: 1 });
    expect(await user.db('privacy_settings').where({ user_id: person.number })).toHaveLength(1);
  }
});

test('the stream changes name and status by the account’s version only, and never the display name', async () => {
  const ada = await user.person({ displayName: 'First' });
  await ada.api.updateMe({ body: { displayName: 'My own' } });
  const account = accountOf(ada);
  await user.arrives({ ...account, version: 3, username: 'newer_name', status: 'suspended', displayName: 'Other' });
  const changed = {
    username: 'newer_name',
    status: 'suspended',
    display_name: 'My own',
    account_version: 3,
    version: 3,
  };
  expect(await rowOf(ada)).toEqual(changed);
  await user.arrives({ ...account, version: 2, username: 'older_name' });
  await user.arrives({ ...account, version: 3, username: 'same_version' });
  expect(await rowOf(ada)).toEqual(changed);
});

test('an old answer of auth does not undo what the stream has brought', async () => {
  const ada = await user.person();
  await user.arrives({ ...accountOf(ada), version: 2, status: 'banned' });
  user.world.streamIsFresh = false;
  await ada.api.updateMyPrivacy({ body: { profile: 'followers' } }).catch(() => undefined);
  expect(await user.internal.readProfile({ params: ada.id })).toMatchObject({ status: 'banned' });
});

test('while accounts are not followed, auth decides about what is not public, and nothing is shown without it', async () => {
  const [ada, bob, cleo] = [await user.person(), await user.person(), await user.person()];
  await cleo.api.follow({ params: bob.id });
  await bob.api.updateMyPrivacy({ body: { profile: 'followers' } });
  expect(await cleo.api.getProfile({ params: bob.id })).toMatchObject({ page: { followerCount: 1 } });
  user.world.streamIsFresh = false;

  user.world.authAnswers = false;
  await expect(cleo.api.getProfile({ params: bob.id })).toFail(errors.unavailable);
  await expect(cleo.api.listFollowers({ params: bob.id })).toFail(errors.unavailable);
  await expect(user.internal.readProfile({ params: bob.id })).toFail(errors.unavailable);
  expect(await cleo.api.getProfile({ params: ada.id })).toMatchObject(ada.id);

  user.world.authAnswers = true;
  expect(await cleo.api.getProfile({ params: bob.id })).toMatchObject({ page: { followerCount: 1 } });
  user.auth.set(bob.number, { ...accountOf(bob), status: 'banned', version: 2 });
  await expect(cleo.api.getProfile({ params: bob.id })).toFail(errors.notFound);
});

test('the internal port answers other services only', async () => {
  const ada = await user.person();
  await expect(ada.api.raw(contract.user.readProfile, { params: ada.id })).resolves.toMatchObject({ status: 404 });
});
