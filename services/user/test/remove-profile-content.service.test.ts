import { errors } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startUser, type User } from './user.ts';

let user: User;
beforeAll(async () => {
  user = await startUser();
});
afterAll(() => user.stop());

const written = {
  bio: 'Buy here',
  avatarUrl: 'https://example.org/a.png',
  location: 'Kew',
  website: 'https://example.org/',
};
const spammer = async () => {
  const one = await user.person();
  await one.api.updateMe({ body: { displayName: 'Best offers', email: 'me@example.org', ...written } });
  return one;
};

test('what stands on a profile is told as it is, but not how to reach its owner', async () => {
  const one = await spammer();
  await one.api.updateMyPrivacy({ body: { profile: 'private' } });
  const content = await user.internal.readProfileContent({ params: one.id });
  expect(content).toEqual({ username: one.username, displayName: 'Best offers', coverUrl: null, ...written });
  await expect(user.internal.readProfileContent({ params: { id: '12345' } })).toFail(errors.notFound);
});

test('what its owner wrote on it is taken away at once, once, and everything else stays', async () => {
  const [one, reader] = [await spammer(), await user.person()];
  const { page } = await reader.api.getProfile({ params: one.id });
  expect(page).toMatchObject({ bio: 'Buy here' });
  const versionOf = async () =>
    (await user.db('profiles').where({ id: one.number }).first<{ version: number }>('version')).version;
  const before = await versionOf();
  await Promise.all(Array.from({ length: 20 }, () => user.internal.removeProfileContent({ params: one.id })));
  expect(await reader.api.getProfile({ params: one.id })).toMatchObject({
    ...{ username: one.username, displayName: one.username, avatarUrl: null },
    page: { bio: null, coverUrl: null, location: null, website: null },
  });
  expect(await one.api.getMe()).toMatchObject({ email: 'me@example.org' });
  expect(await versionOf()).toBe(before + 2);
  await user.internal.removeProfileContent({ params: { id: '12345' } });
});
