import { errors } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { disagreements, relationWords } from './relations.ts';
import { failuresOf, idsOf, startUser, type Person, type User } from './user.ts';

let user: User;
beforeAll(async () => {
  user = await startUser();
});
afterAll(() => user.stop());

const versionOf = async (viewer: Person, author: Person) => {
  const pair = { viewer_id: viewer.number, author_id: author.number };
  return (await user.db('relations').where(pair).first<{ version: number } | undefined>('version'))?.version;
};

test('needs an account', async () => {
  const { id } = await user.person();
  await expect(user.anonymous.mute({ params: id })).toFail(errors.unauthenticated);
  await expect(user.anonymous.unmute({ params: id })).toFail(errors.unauthenticated);
  await expect(user.anonymous.listMutes()).toFail(errors.unauthenticated);
});

test('nobody mutes themselves, or whom they may not know of', async () => {
  const [ada, bob] = await user.two();
  const [cleo, dan] = await user.two();
  await user.setStatus(bob, 'deleted');
  await cleo.api.block({ params: ada.id });
  await ada.api.block({ params: dan.id });
  await expect(ada.api.mute({ params: ada.id })).toFail(errors.impossible);
  for (const { id } of [{ id: { id: '4711' } }, bob, cleo, dan])
    await expect(ada.api.mute({ params: id })).toFail(errors.notFound);
  expect(await user.db('mutes').where({ muter_id: ada.number })).toEqual([]);
});

test('a suspended account may mute as it may block', async () => {
  const [ada, bob] = await user.two();
  await user.setStatus(ada, 'suspended');
  await ada.api.mute({ params: bob.id });
  expect(await relationWords(user, ada, bob)).toEqual(['mutes']);
});

test('says so in the muter’s row alone, however often it is said, and takes it back', async () => {
  const [ada, bob] = await user.two();
  await ada.api.follow({ params: bob.id });
  const [mine, theirs] = [await versionOf(ada, bob), await versionOf(bob, ada)];
  await ada.api.mute({ params: bob.id });
  await ada.api.mute({ params: bob.id });
  expect(await relationWords(user, ada, bob)).toEqual(['follows', 'mutes']);
  expect(await relationWords(user, bob, ada)).toEqual([]);
  expect([await versionOf(ada, bob), await versionOf(bob, ada)]).toEqual([(mine ?? 0) + 1, theirs]);
  await ada.api.unmute({ params: bob.id });
  await ada.api.unmute({ params: bob.id });
  expect(await relationWords(user, ada, bob)).toEqual(['follows']);
  expect(await versionOf(ada, bob)).toBe((mine ?? 0) + 2);
});

test('nobody but the muter learns of it', async () => {
  const [ada, bob] = await user.two();
  const cleo = await user.person();
  await bob.api.follow({ params: ada.id });
  const views = async () => [
    await bob.api.getProfile({ params: ada.id }),
    await cleo.api.getProfile({ params: ada.id }),
    await bob.api.listFollowers({ params: ada.id }),
    await bob.api.listMutes(),
  ];
  const before = await views();
  await ada.api.mute({ params: bob.id });
  expect(await views()).toEqual(before);
  expect(await ada.api.getProfile({ params: bob.id })).toMatchObject({ relation: { mutes: true, followedBy: true } });
  await bob.api.requestFriend({ params: ada.id });
});

test('a block does not end it, since it is nobody’s but the muter’s', async () => {
  const [ada, bob] = await user.two();
  await ada.api.mute({ params: bob.id });
  await bob.api.block({ params: ada.id });
  expect(await relationWords(user, ada, bob)).toEqual(['blockedBy', 'mutes']);
  expect(idsOf(await ada.api.listMutes())).toEqual([]);
  await bob.api.unblock({ params: ada.id });
  expect(idsOf(await ada.api.listMutes())).toEqual([bob.id.id]);
  await bob.api.block({ params: ada.id });
  await ada.api.unmute({ params: bob.id });
  expect(await relationWords(user, ada, bob)).toEqual(['blockedBy']);
});

test('lists whom I mute, newest first, page by page, without who is not active', async () => {
  const [ada, bob] = await user.two();
  const [cleo, dan] = await user.two();
  for (const { id } of [bob, cleo, dan]) await ada.api.mute({ params: id });
  await user.setStatus(dan, 'banned');
  const first = await ada.api.listMutes({ query: { limit: '1' } });
  const second = await ada.api.listMutes({ query: { limit: '1', cursor: first.nextCursor ?? '' } });
  expect([...idsOf(first), ...idsOf(second), second.nextCursor]).toEqual([cleo.id.id, bob.id.id, null]);
  await expect(bob.api.listMutes({ query: { cursor: first.nextCursor ?? '' } })).toFail(errors.cursorInvalid);
});

test('forty at once, with follows and blocks among them, agree in the end', async () => {
  const [ada, bob] = await user.two();
  const deeds = ['mute', 'follow', 'unmute', 'block', 'mute', 'unblock'] as const;
  const calls = Array.from({ length: 40 }, (_, n) => {
    const [one, other] = n % 2 ? [ada, bob] : [bob, ada];
    return one.api[deeds[n % deeds.length] ?? 'mute']({ params: other.id });
  });
  expect((await failuresOf(calls)).filter((code) => code !== 'not_found')).toEqual([]);
  expect(await disagreements(user.db)).toEqual([]);
});
