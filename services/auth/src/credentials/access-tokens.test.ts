import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { calculateJwkThumbprint, createLocalJWKSet, jwtVerify } from 'jose';
import { accessTokens } from './access-tokens.ts';
import { readSigningKeys } from './signing-keys.ts';

const privateKey = (kid?: string) => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
  ...(kid !== undefined && { kid }),
});
const issuer = 'http://127.0.0.1:8080';
const keys = readSigningKeys(JSON.stringify([privateKey('now'), privateKey('before')]));
const tokens = accessTokens({ issuer, keys });
const now = new Date('2026-11-22T09:30:00.900Z');

test('nothing private is published', () => {
  expect(tokens.published.map(({ kid }) => kid)).toEqual(['now', 'before']);
  for (const key of tokens.published)
    expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
});

test('a token is an access token of RFC 9068 for ten minutes, signed by the first key', async () => {
  const token = await tokens.issue({ accountId: 7, sessionId: 8, roles: ['user'] }, now);
  const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet({ keys: [...tokens.published] }), {
    issuer,
    audience: 'concord',
    typ: 'at+jwt',
    algorithms: ['ES256'],
    currentDate: now,
  });
  expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: 'now' });
  const iat = now.getTime() / 1_000;
  expect(payload).toEqual({
    iss: issuer,
    aud: 'concord',
    sub: '7',
    sid: '8',
    roles: ['user'],
    jti: expect.any(String),
    iat,
    exp: iat + 600,
  });
});

test('a key without a name is called by its thumbprint of RFC 7638', async () => {
  const [{ published }] = readSigningKeys(JSON.stringify([privateKey()]));
  expect(published.kid).toBe(await calculateJwkThumbprint(published));
});

test.each([
  ['no JSON', 'x'],
  ['no key', '[]'],
  ['a public key', JSON.stringify([{ ...privateKey(), d: undefined }])],
  [
    'another curve',
    JSON.stringify([generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export({ format: 'jwk' })]),
  ],
  ['one name twice', JSON.stringify([privateKey('a'), privateKey('a')])],
])('%s is refused without quoting it', (_, json) =>
  expect(() => readSigningKeys(json)).toThrow(/^must be a JSON array of private ES256 keys/),
);
