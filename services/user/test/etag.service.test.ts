import { contract, errors } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startUser, type Person, type User } from './user.ts';

let user: User;
beforeAll(async () => {
  user = await startUser();
});
afterAll(() => user.stop());

const me = (ada: Person, ifNoneMatch?: string) =>
  ada.api.raw(contract.user.getMe, {}, ifNoneMatch === undefined ? {} : { ifNoneMatch });
const tagOf = async (ada: Person) => (await me(ada)).headers.get('etag') ?? '';
const look = (viewer: Person, { id }: Person, ifNoneMatch?: string) =>
  viewer.api.raw(contract.user.getProfile, { params: id }, ifNoneMatch === undefined ? {} : { ifNoneMatch });

test('a tag opens nothing', async () => {
  const [ada, bob] = [await user.person(), await user.person()];
  await expect(user.anonymous.updateMe({ body: {} }, { ifMatch: '*' })).toFail(errors.unauthenticated);
  const { headers } = await look(bob, ada);
  await ada.api.block({ params: bob.id });
  expect((await look(bob, ada, headers.get('etag') ?? '')).status).toBe(404);
  await user.setStatus(bob, 'suspended');
  await expect(bob.api.updateMe({ body: { bio: 'x' } }, { ifMatch: '"99"' })).toFail(errors.forbidden);
});

test('my profile has the tag of its last change, which my followers do not change', async () => {
  const [ada, bob] = [await user.person(), await user.person()];
  const before = await tagOf(ada);
  await bob.api.follow({ params: ada.id });
  expect(await me(ada, before)).toMatchObject({ status: 304, body: undefined });
  const changed = await ada.api.raw(contract.user.updateMe, { body: { bio: 'new' } });
  expect(changed.headers.get('etag')).not.toBe(before);
  expect(changed.headers.get('etag')).toBe(await tagOf(ada));
  expect((await me(ada, before)).status).toBe(200);
});

test('who means another state of my profile changes nothing', async () => {
  const ada = await user.person();
  const etag = await tagOf(ada);
  await ada.api.updateMe({ body: { bio: 'one' } }, { ifMatch: etag });
  await expect(ada.api.updateMe({ body: { bio: 'two' } }, { ifMatch: etag })).toFail(errors.preconditionFailed);
  await expect(ada.api.updateMe({ body: { bio: 'two' } }, { ifMatch: 'one' })).toFail(errors.invalid);
  expect(await ada.api.getMe()).toMatchObject({ bio: 'one' });
  await ada.api.updateMe({ body: { bio: 'two' } }, { ifMatch: `"x", ${await tagOf(ada)}` });
});

test('of twenty changes of the same state one is done', async () => {
  const ada = await user.person();
  const ifMatch = await tagOf(ada);
  const changes = Array.from({ length: 20 }, (_, n) => ada.api.updateMe({ body: { bio: `bio ${n}` } }, { ifMatch }));
  const outcomes = await Promise.allSettled(changes);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a profile has another tag as soon as the viewer sees anything else in it', async () => {
  const [ada, bob] = [await user.person(), await user.person()];
  const seen = new Set<string | null>();
  const see = async () => {
    const { headers } = await look(bob, ada);
    const etag = headers.get('etag');
    expect(seen.has(etag)).toBe(false);
    seen.add(etag);
    expect((await look(bob, ada, etag ?? '')).status).toBe(304);
  };
  await see();
  await bob.api.follow({ params: ada.id });
  await see();
  await ada.api.updateMe({ body: { bio: 'hello' } });
  await see();
  await ada.api.updateMyPrivacy({ body: { profile: 'private' } });
  await see();
  const byName = { params: { username: ada.username } };
  const { headers } = await bob.api.raw(contract.user.getProfileByUsername, byName);
  expect(headers.get('etag')).toBe((await look(bob, ada)).headers.get('etag'));
});
