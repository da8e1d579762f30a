import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { errors, events } from '@concord/contracts';
import { transaction } from '@concord/platform';
import { happenIn, keepEvents, toldSince } from '@concord/testkit';
import { userErasure } from '../src/store/erasure.ts';
import { startUser, type Person, type User } from './user.ts';

let user: User;
let gone: Person;
let other: Person;
beforeAll(async () => {
  user = await startUser();
  await keepEvents(user.db);
});
afterAll(() => user.stop());
beforeEach(async () => {
  gone = await user.person();
  other = await user.person();
  await toldSince(user.db);
});

const learns = (eventId: string = gone.id.id) =>
  transaction(user.db, (tx) =>
    happenIn(tx, [userErasure.consumer], events.accountDeleted, { accountId: gone.number, version: 2 }, eventId),
  );
const isDeleted = () => user.setStatus(gone, 'deleted');
const erased = async () => {
  for (let turn = 0; turn < 4; turn += 1) await userErasure.advance(user.db, 0);
};
const acknowledged = async () =>
  (await toldSince(user.db))
    .filter(({ type, aggregateid }) => type === 'account.erased' && aggregateid === gone.id.id)
    .map(({ payload }) => payload['counts']);

test('is not acknowledged before the profile is of a deleted account', async () => {
  await learns();
  await erased();
  expect(await acknowledged()).toEqual([]);
  await isDeleted();
  await erased();
  expect(await acknowledged()).toHaveLength(1);
});

test('the profile stays without anything of the person, also when the account comes again', async () => {
  await gone.api.updateMe({ body: { bio: 'It was me', phone: '+491701234567', birthDate: '1990-01-01' } });
  await gone.api.updateMyPrivacy({ body: { phone: 'public' } });
  await isDeleted();
  await learns();
  await erased();
  const row = () => user.db('profiles').where({ id: gone.number }).first();
  const blank = await row();
  expect(blank).toMatchObject({
    ...{ username: '', display_name: '', bio: null, phone: null, birth_date: null, status: 'deleted' },
    ...{ profile_visibility: 'private', search_visibility: 'private' },
  });
  const account = user.auth.get(gone.number);
  if (account) await user.arrives(account, { ...account, id: gone.number });
  expect(await row()).toEqual(blank);
  expect(await user.db('privacy_settings').where({ user_id: gone.number }).first()).toMatchObject({
    ...{ profile_visibility: 'private', phone_visibility: 'private', email_visibility: 'private' },
  });
  await expect(gone.api.getMe({})).toFail(errors.unauthenticated);
  expect(await user.internal.readProfile({ params: gone.id })).toMatchObject({ status: 'deleted', username: '' });
});

test('all ties end, both ways: rows of relations keep key and version, and others’ counts are right', async () => {
  const people = [other, await user.person(), await user.person(), await user.person()];
  const [friend, blocker, asked, muter] = people as [Person, Person, Person, Person];
  await gone.api.follow({ params: friend.id });
  await friend.api.follow({ params: gone.id });
  await gone.api.requestFriend({ params: friend.id });
  await friend.api.acceptFriend({ params: gone.id });
  await blocker.api.block({ params: gone.id });
  await gone.api.requestFriend({ params: asked.id });
  await muter.api.mute({ params: gone.id });
  const related = () =>
    user
      .db('relations')
      .where({ viewer_id: gone.number })
      .orWhere({ author_id: gone.number })
      .orderBy(['viewer_id', 'author_id']);
  const before = await related();
  await isDeleted();
  await learns();
  await erased();
  const after = await related();
  expect(after.map(({ viewer_id, author_id }) => [viewer_id, author_id])).toEqual(
    before.map(({ viewer_id, author_id }) => [viewer_id, author_id]),
  );
  for (const row of after) expect(row).toMatchObject({ follows: 0, friend: 0, blocks: 0, blocked_by: 0, mutes: 0 });
  // Blanked, and once more: their newest records do not say what they were.
  const tied = new Set([friend.number, blocker.number, muter.number]);
  expect(after.map(({ version }) => version)).toEqual(
    before.map((row: { viewer_id: number; author_id: number; version: number }) =>
      tied.has(row.viewer_id) || tied.has(row.author_id) ? row.version + 2 : row.version,
    ),
  );
  for (const [table, from, to] of [
    ['follows', 'follower_id', 'following_id'],
    ['friendships', 'user_id', 'friend_id'],
    ['blocks', 'blocker_id', 'blocked_id'],
    ['mutes', 'muter_id', 'muted_id'],
  ] as const)
    expect(
      await user
        .db(table)
        .where({ [from]: gone.number })
        .orWhere({ [to]: gone.number }),
    ).toEqual([]);
  expect(await friend.api.getProfile({ params: friend.id })).toMatchObject({
    page: { followerCount: 0, followingCount: 0 },
  });
  // Not how many ties: who had none of their own would learn that somebody blocked them.
  expect(await acknowledged()).toEqual([{ profiles: 1, privacy_settings: 1, friend_requests: 1 }]);
});
