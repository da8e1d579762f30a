import { ConfigError } from '@concord/platform';
import { expect, test } from '@jest/globals';
import { readUserConfig } from './config.ts';

const env = {
  CONCORD_USER_DATABASE_URL: 'mysql://u:p@127.0.0.1/concord_user',
  CONCORD_REDIS_URL: 'redis://127.0.0.1/0',
  CONCORD_KAFKA_BROKERS: '127.0.0.1:9092',
  CONCORD_INTERNAL_SECRET: 'sixteen characters',
  CONCORD_CURSOR_SECRET: 'sixteen characters',
};

test('profiles are open unless the operator says otherwise, and auth is in this process unless it is elsewhere', () => {
  expect(readUserConfig(env)).toMatchObject({
    profileVisibility: 'public',
    auth: { baseUrl: 'http://127.0.0.1:18080' },
  });
  const own = { CONCORD_PROFILE_VISIBILITY: 'friends', CONCORD_AUTH_URL: 'http://auth:18080' };
  expect(readUserConfig({ ...env, ...own })).toMatchObject({
    profileVisibility: 'friends',
    auth: { baseUrl: 'http://auth:18080' },
  });
});

test.each(Object.keys(env))('%s is needed, and the refusal names it', (name) => {
  expect(() => readUserConfig({ ...env, [name]: '' })).toThrow(ConfigError);
  expect(() => readUserConfig({ ...env, [name]: '' })).toThrow(name);
});
