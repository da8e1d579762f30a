import { ConfigError } from '@concord/platform';
import { expect, test } from '@jest/globals';
import { settingsOf } from '../test/auth.ts';
import { readAuthConfig } from './config.ts';

const good = settingsOf('mysql://a:b@127.0.0.1:3306/concord_auth', 18_080);

test('without the signing keys there is no start, and the message names the variable', () => {
  const read = () => readAuthConfig({ ...good, CONCORD_SIGNING_KEYS: '[{"kty":"EC","d":"very-private"}]' });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(/CONCORD_SIGNING_KEYS/);
  expect(read).not.toThrow(/very-private/);
});

test('what is not said has a default', () =>
  expect(readAuthConfig(good)).toMatchObject({
    issuer: 'http://127.0.0.1:8080',
    emailVerification: 'off',
    passwordQueue: { running: 2, waiting: 64 },
  }));

test('verification cannot be required where no mail is sent', () => {
  const required = { ...good, CONCORD_EMAIL_VERIFICATION: 'required' };
  expect(() => readAuthConfig(required)).toThrow(/CONCORD_SMTP_URL/);
  expect(readAuthConfig({ ...required, CONCORD_SMTP_URL: 'smtp://127.0.0.1:25' })).toMatchObject({
    emailVerification: 'required',
  });
});
