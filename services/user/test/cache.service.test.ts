import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openRedis, registry, type Redis } from '@concord/platform';
import { forgetChangedProfiles } from '../src/consumers/profile-cache.ts';
import { profileCache } from '../src/people/cache.ts';
import { findProfile } from '../src/store/profiles.ts';
import { startUser, type Person, type User } from './user.ts';

let user: User;
let redis: Redis;
beforeAll(async () => {
  user = await startUser();
  redis = openRedis(process.env['CONCORD_REDIS_URL'] ?? '');
  await redis.start();
});
afterAll(async () => {
  await redis.stop();
  await user.stop();
});

const held = ({ id }: Person) => redis.get(`cache:profiles:${id.id}`);
const hits = async () => {
  const counted = await registry.getSingleMetric('concord_cache_reads_total')?.get();
  return counted?.values.find(({ labels }) => labels['cache'] === 'profiles' && labels['result'] === 'hit')?.value ?? 0;
};

test('a profile is read from MySQL once, then from Redis, and the hit is counted', async () => {
  const ada = await user.person();
  expect(await held(ada)).toBeNull();
  await user.anonymous.getProfile({ params: ada.id });
  expect(await held(ada)).toContain(ada.username);
  const before = await hits();
  await user.db('profiles').where({ id: ada.number }).update({ bio: 'behind its back' });
  expect(await user.anonymous.getProfile({ params: ada.id })).toMatchObject({ page: { bio: null } });
  expect(await hits()).toBe(before + 1);
});

test('contact details, birth date and gender are never in Redis', async () => {
  const ada = await user.person();
  await ada.api.updateMe({
    body: {
      email: 'ada@example.org',
      phone: '+441234567',
      birthDate: '1815-12-10',
      gender: 'femme',
      firstName: 'Augusta',
    },
  });
  await ada.api.updateMyPrivacy({ body: { email: 'public', phone: 'public' } });
  expect(await user.anonymous.getProfile({ params: ada.id })).toMatchObject({ page: { email: 'ada@example.org' } });
  expect(await held(ada)).toContain(ada.username);
  expect(await held(ada)).not.toMatch(/example\.org|441234567|1815|femme|Augusta/);
});

test('a change of the row that the stream brings is shown, and an older one brings nothing back', async () => {
  const ada = await user.person();
  await user.anonymous.getProfile({ params: ada.id });
  await user.db('profiles').where({ id: ada.number }).update({ bio: 'changed elsewhere', version: 2 });
  await changeArrives(ada, 2);
  expect(await user.anonymous.getProfile({ params: ada.id })).toMatchObject({ page: { bio: 'changed elsewhere' } });
  await changeArrives(ada, 1);
  expect(await held(ada)).toContain('changed elsewhere');
});

test('with Redis away everything works, also to write', async () => {
  const without = await startUser({ CONCORD_REDIS_URL: 'redis://127.0.0.1:1/0' });
  try {
    const [ada, bob] = [await without.person(), await without.person()];
    await ada.api.updateMe({ body: { bio: 'Still here' } });
    await bob.api.follow({ params: ada.id });
    expect(await bob.api.getProfile({ params: ada.id })).toMatchObject({
      page: { bio: 'Still here', followerCount: 1 },
    });
  } finally {
    await without.stop();
  }
});

/** What the consumer does when the stream brings this version of the row. */
const changeArrives = async ({ number }: Person, version: number) => {
  const cache = profileCache(redis, async (id) => (await findProfile(user.db, id)) ?? null);
  const consumer = forgetChangedProfiles(cache);
  const row = {
    ...{
      id: number,
      username: 'any',
      display_name: 'Any',
      bio: null,
      avatar_url: null,
      location: null,
      status: 'active',
    },
    ...{ profile_visibility: 'public', search_visibility: 'public', created_at: '2026-01-01T00:00:00Z', version },
  };
  const value = Buffer.from(JSON.stringify({ op: 'r', before: null, after: row, source: { ts_ms: 1 } }));
  const { effect, poison } = consumer.plan([
    {
      topic: 'state.user.profiles',
      partition: 0,
      offset: 0,
      key: Buffer.from('k'),
      value,
      headers: {},
      timestamp: 1,
    },
  ]);
  expect(poison).toEqual([]);
  await user.db.transaction(async (tx) => effect?.(tx));
};
