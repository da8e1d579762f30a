import { errors, events } from '@concord/contracts';
import { keepEvents, toldSince } from '@concord/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startUser, type Person, type User } from './user.ts';

let user: User;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  user = await startUser();
  await keepEvents(user.db);
});
afterAll(() => user.stop());
beforeEach(async () => {
  [ada, bob] = [await user.person(), await user.person()];
  await toldSince(user.db);
});

const told = async () =>
  (await toldSince(user.db)).map(({ type, payload }) => [type, payload.actorId, payload.targetId]);

test('a follow is told once, with the version of the row that changed', async () => {
  await ada.api.follow({ params: bob.id });
  await ada.api.follow({ params: bob.id });
  const { version } = await user.internal.readRelation({ params: { viewer: ada.id.id, author: bob.id.id } });
  expect(await toldSince(user.db)).toEqual([
    {
      type: events.relationFollowed.type,
      aggregateid: ada.id.id,
      payload: { actorId: ada.number, targetId: bob.number, version },
    },
  ]);
});

test('a request is told, and that it was accepted as a follow by who asked', async () => {
  await bob.api.updateMyPrivacy({ body: { profile: 'private' } });
  await ada.api.follow({ params: bob.id });
  expect(await told()).toEqual([['relation.follow_requested', ada.number, bob.number]]);
  await bob.api.acceptFollower({ params: ada.id });
  expect(await told()).toEqual([['relation.followed', ada.number, bob.number]]);
});

test('a friendship is told by who asks and by who accepts', async () => {
  await ada.api.requestFriend({ params: bob.id });
  expect(await told()).toEqual([['relation.friend_requested', ada.number, bob.number]]);
  await bob.api.acceptFriend({ params: ada.id });
  await bob.api.acceptFriend({ params: ada.id });
  expect(await told()).toEqual([['relation.friend_accepted', bob.number, ada.number]]);
});

test('a block is told, what ends is not, and what is refused is not', async () => {
  await ada.api.follow({ params: bob.id });
  await toldSince(user.db);
  await ada.api.unfollow({ params: bob.id });
  expect(await told()).toEqual([]);
  await bob.api.block({ params: ada.id });
  await expect(ada.api.follow({ params: bob.id })).toFail(errors.notFound);
  expect(await told()).toEqual([['relation.blocked', bob.number, ada.number]]);
});

test('a mute is nobody’s news', async () => {
  await ada.api.mute({ params: bob.id });
  await ada.api.unmute({ params: bob.id });
  expect(await told()).toEqual([]);
  await ada.api.follow({ params: bob.id });
  expect(await told()).toEqual([['relation.followed', ada.number, bob.number]]);
});
