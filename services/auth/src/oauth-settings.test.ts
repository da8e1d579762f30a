import { ConfigError } from '@concord/platform';
import { expect, test } from '@jest/globals';
import { readOauthSettings } from './oauth-settings.ts';

const good = {
  ...{ CONCORD_GOOGLE_CLIENT_ID: 'id', CONCORD_GOOGLE_CLIENT_SECRET: 'very-private' },
  ...{ CONCORD_OAUTH_RETURN_URLS: 'https://app.example/back', CONCORD_REDIS_URL: 'redis://127.0.0.1:6379/0' },
};
const origin = 'https://concord.example';

test('without any of it there is no provider, and no Redis is needed', () => {
  const none = { providers: {}, returnUrls: [], redisUrl: undefined };
  expect(readOauthSettings({}, 'http://concord.example')).toMatchObject(none);
  expect(readOauthSettings({ CONCORD_REDIS_URL: good.CONCORD_REDIS_URL }, origin)).toMatchObject(none);
});

test('a provider is there with what is set of it; empty is as if not set', () => {
  const env = {
    ...good,
    CONCORD_GITHUB_CLIENT_ID: '',
    CONCORD_GITHUB_CLIENT_SECRET: '',
    CONCORD_GOOGLE_TOKEN_URL: 'http://127.0.0.1/t',
  };
  const { providers, returnUrls } = readOauthSettings(env, origin);
  expect(providers).toMatchObject({
    google: { clientId: 'id', clientSecret: 'very-private', tokenUrl: 'http://127.0.0.1/t' },
  });
  expect(Object.keys(providers)).toEqual(['google']);
  expect(returnUrls).toEqual(['https://app.example/back']);
});

test.each([
  ['CONCORD_GOOGLE_CLIENT_SECRET', ''],
  ['CONCORD_OAUTH_RETURN_URLS', ''],
  ['CONCORD_REDIS_URL', ''],
  ['CONCORD_OAUTH_RETURN_URLS', 'http://app.example/back'],
  ['CONCORD_OAUTH_RETURN_URLS', 'https://app.example/back#part'],
  ['CONCORD_OAUTH_RETURN_URLS', 'https://somebody@app.example/'],
  ['CONCORD_OAUTH_RETURN_URLS', 'javascript:alert(1)'],
  ['CONCORD_OAUTH_RETURN_URLS', '/back'],
  ['CONCORD_GOOGLE_TOKEN_URL', 'ftp://127.0.0.1/'],
])('%s=%j does not start, and the message names it', (name, value) => {
  const read = () => readOauthSettings({ ...good, [name]: value }, origin);
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(new RegExp(name));
  expect(read).not.toThrow(/very-private/);
});

test('plain http is for loopback alone', () => {
  expect(() => readOauthSettings(good, 'http://concord.example')).toThrow(/CONCORD_ISSUER/);
  for (const local of ['http://127.0.0.1:8080', 'http://localhost:8080', 'http://[::1]:8080'])
    expect(readOauthSettings({ ...good, CONCORD_OAUTH_RETURN_URLS: `${local}/` }, local).returnUrls).toEqual([
      `${local}/`,
    ]);
});
