import { parseEnv } from 'node:util';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { environment, readEnvironment, writeEnvironment } from './environment.ts';
import { places } from './places.ts';
import { secrets } from './secrets.ts';
import { settings } from './settings.ts';

const temporary = mkdtempSync(join(tmpdir(), 'concord-env-'));
const where = { ...places(), data: join(temporary, 'data'), environmentFile: join(temporary, 'env') };

test('secrets are made once per data folder and are different in another', () => {
  const first = secrets(where);
  expect(secrets(where)).toEqual(first);
  expect(secrets({ ...where, data: join(temporary, 'other') }).mysqlRoot).not.toBe(first.mysqlRoot);
});

test('secrets and environment are readable by their owner only', () => {
  writeEnvironment(where, environment(settings({}), secrets(where)));
  for (const file of [join(where.data, 'secrets.json'), where.environmentFile])
    expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('the environment file reads back as it was written, signing keys too', () => {
  const written = environment(settings({}), secrets(where));
  writeEnvironment(where, written);
  expect({ ...readEnvironment(where) }).toEqual(written);
  expect(JSON.parse(parseEnv(readFileSync(where.environmentFile, 'utf8'))['CONCORD_SIGNING_KEYS'] ?? '')).toMatchObject(
    [{ kty: 'EC', crv: 'P-256', alg: 'ES256' }],
  );
});

test('the keys for Web Push are those that the notification service takes', () => {
  const { publicKey, privateKey } = secrets(where).vapid;
  expect([Buffer.from(publicKey, 'base64url').length, Buffer.from(privateKey, 'base64url').length]).toEqual([65, 32]);
});

test('the account for test files exists on test stacks only', () => {
  const names = (name: 'concord' | 'concord-test') => Object.keys(environment(settings({ name }), secrets(where)));
  expect(names('concord')).not.toContain('CONCORD_TEST_DATABASE_URL');
  expect(names('concord-test')).toContain('CONCORD_TEST_DATABASE_URL');
  rmSync(temporary, { recursive: true, force: true });
});
