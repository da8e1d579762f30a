import { contract, errors } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startUser, type Person, type User } from './user.ts';

let user: User;
beforeAll(async () => {
  user = await startUser();
});
afterAll(() => user.stop());

const versionOf = async ({ id }: Person) => (await user.internal.readProfile({ params: id })).version;

test('needs an account', async () => {
  await expect(user.anonymous.getMe()).toFail(errors.unauthenticated);
  await expect(user.anonymous.updateMe({ body: {} })).toFail(errors.unauthenticated);
  await expect(user.anonymous.getMyPrivacy()).toFail(errors.unauthenticated);
  await expect(user.anonymous.updateMyPrivacy({ body: {} })).toFail(errors.unauthenticated);
});

test('a suspended account reads but does not write', async () => {
  const ada = await user.person();
  await user.setStatus(ada, 'suspended');
  await expect(ada.api.updateMe({ body: { bio: 'x' } })).toFail(errors.forbidden);
  await expect(ada.api.updateMyPrivacy({ body: { email: 'public' } })).toFail(errors.forbidden);
  expect(await ada.api.getMe()).toMatchObject({ id: ada.id.id, bio: null });
});

test.each([
  ['an unknown field', { username: 'other' }, '/body/username'],
  ['a status', { status: 'active' }, '/body/status'],
  ['an empty name', { displayName: '' }, '/body/displayName'],
  ['no name at all', { displayName: null }, '/body/displayName'],
  ['a picture that is no web address', { avatarUrl: 'javascript:alert(1)' }, '/body/avatarUrl'],
  ['a telephone number without its country', { phone: '030123456' }, '/body/phone'],
  ['a day that is none', { birthDate: '1990-02-30' }, '/body/birthDate'],
  ['half a character', { bio: '\ud83d' }, '/body/bio'],
])('%s is refused and nothing is stored', async (_, body, pointer) => {
  const ada = await user.person();
  const before = await versionOf(ada);
  const reply = await ada.api.raw(contract.user.updateMe, { body: { bio: 'stored?', ...body } });
  expect(reply).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ pointer }] } });
  expect(await versionOf(ada)).toBe(before);
});

test('a patch changes what it holds, empties what is null and leaves the rest', async () => {
  const ada = await user.person();
  const first = {
    ...{ displayName: 'Ada 🧮', firstName: 'Ada', lastName: 'Lovelace', bio: 'Line\nline', location: 'London' },
    ...{
      avatarUrl: 'https://example.org/a.png',
      coverUrl: 'https://example.org/c.png',
      website: 'https://example.org',
    },
    ...{ email: 'ada@example.org', phone: '+441234567', birthDate: '1815-12-10', gender: 'f' },
  };
  expect(await ada.api.updateMe({ body: first })).toMatchObject(first);
  const before = await versionOf(ada);
  expect(await ada.api.updateMe({ body: { bio: null, location: 'Paris', birthDate: null } })).toMatchObject({
    ...first,
    bio: null,
    location: 'Paris',
    birthDate: null,
  });
  expect(await versionOf(ada)).toBe(before + 1);
  expect(await ada.api.getMe()).toMatchObject({ ...first, bio: null, location: 'Paris', birthDate: null });
  await ada.api.updateMe({ body: {} });
  expect(await versionOf(ada)).toBe(before + 1);
});

test('one reads one’s own change at once, also as others see it', async () => {
  const ada = await user.person();
  for (const bio of ['one', 'two', 'three']) {
    await ada.api.updateMe({ body: { bio } });
    expect(await user.anonymous.getProfile({ params: ada.id })).toMatchObject({ page: { bio } });
  }
});

test('privacy begins open but for contact details, and changes by what the patch holds', async () => {
  const ada = await user.person();
  const begin = { profile: 'public', email: 'private', phone: 'private', search: 'public' };
  expect(await ada.api.getMyPrivacy()).toEqual(begin);
  expect(await ada.api.updateMyPrivacy({ body: { profile: 'friends' } })).toEqual({ ...begin, profile: 'friends' });
  expect(await ada.api.updateMyPrivacy({ body: { search: 'private', email: 'public' } })).toEqual({
    ...{ profile: 'friends', email: 'public', phone: 'private', search: 'private' },
  });
  await expect(ada.api.updateMyPrivacy({ body: { profile: 'none' as 'public' } })).toFail(errors.invalid);
});

test('the settings that others need stand in the profile’s row, and each change raises its version once', async () => {
  const ada = await user.person();
  const before = await versionOf(ada);
  await ada.api.updateMyPrivacy({ body: { profile: 'followers', search: 'friends' } });
  await ada.api.updateMyPrivacy({ body: { profile: 'followers' } });
  await ada.api.updateMyPrivacy({ body: { email: 'public' } });
  expect(
    await user.db('profiles').where({ id: ada.number }).first('profile_visibility', 'search_visibility', 'version'),
  ).toEqual({ profile_visibility: 'followers', search_visibility: 'friends', version: before + 2 });
  expect(await user.internal.readProfile({ params: ada.id })).toMatchObject({ profileVisibility: 'followers' });
});

test('50 changes at once are all counted and none is lost', async () => {
  const ada = await user.person();
  const before = await versionOf(ada);
  await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      n % 2
        ? ada.api.updateMe({ body: n % 4 === 1 ? { location: `Street ${n}` } : { bio: `Bio ${n}` } })
        : ada.api.updateMyPrivacy({ body: { phone: n % 4 ? 'friends' : 'followers' } }),
    ),
  );
  const { version, location, bio } = (await user.db('profiles').where({ id: ada.number }).first()) as {
    version: number;
    location: string;
    bio: string;
  };
  expect(version).toBeGreaterThanOrEqual(before + 25 + 1);
  expect(location).toMatch(/^Street/);
  expect(bio).toMatch(/^Bio/);
});
