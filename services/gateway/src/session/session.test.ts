import { beforeAll, describe, expect, test } from '@jest/globals';
import { errors, Problem } from '@concord/contracts';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type JWK, type JWTVerifyGetKey } from 'jose';
import { revocationList } from './revocations.ts';
import { session } from './session.ts';
import { tokenVerifier, type Verified } from './verify-token.ts';

const issuer = 'http://concord.test';
type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
let signingKey: Key;
let keys: JWTVerifyGetKey;
let publicKey: JWK;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  signingKey = pair.privateKey;
  publicKey = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  keys = createLocalJWKSet({ keys: [publicKey] });
});

const token = (
  changes: { claims?: object; header?: object; key?: Key | Uint8Array; alg?: string; age?: number } = {},
) =>
  new SignJWT({ sid: '20', roles: ['user'], iss: issuer, aud: 'concord', sub: '10', jti: 'j', ...changes.claims })
    .setProtectedHeader({ alg: changes.alg ?? 'ES256', typ: 'at+jwt', kid: 'k1', ...changes.header })
    .setIssuedAt(Math.floor(Date.now() / 1_000) - (changes.age ?? 0))
    .setExpirationTime(Math.floor(Date.now() / 1_000) - (changes.age ?? 0) + 600)
    .sign(changes.key ?? signingKey);

const failure = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'accepted';
  } catch (error) {
    return error instanceof Problem ? error.spec.code : String(error);
  }
};

describe('an access token', () => {
  test('of our own making names its account and session', async () => {
    const verified = await tokenVerifier(keys, issuer)(await token());
    expect(verified.actor).toEqual({ id: 10, sessionId: 20, roles: ['user'] });
  });

  test.each([
    ['signed with another key', async () => token({ key: (await generateKeyPair('ES256')).privateKey })],
    [
      'signed with a shared secret',
      () => token({ alg: 'HS256', key: new TextEncoder().encode(JSON.stringify(publicKey)) }),
    ],
    ['of another type', () => token({ header: { typ: 'JWT' } })],
    ['of another issuer', () => token({ claims: { iss: 'http://evil.test' } })],
    ['for another audience', () => token({ claims: { aud: 'elsewhere' } })],
    ['expired beyond the leeway', () => token({ age: 640 })],
    ['that brings its own key', () => token({ header: { jwk: publicKey } })],
    ['that names where its key lies', () => token({ header: { jku: 'http://evil.test/keys' } })],
    ['with a subject that is no id', () => token({ claims: { sub: 'admin' } })],
    ['without a session', () => token({ claims: { sid: undefined } })],
    ['that is not signed', () => Promise.resolve('eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJzdWIiOiIxMCJ9.')],
    ['that is no token', () => Promise.resolve('a.b.c')],
  ])('%s is refused', async (_, make) => {
    expect(await failure(tokenVerifier(keys, issuer)(await make()))).toBe('unauthenticated');
  });

  test('that expired within the leeway of 30 s is still good', async () => {
    expect(await failure(tokenVerifier(keys, issuer)(await token({ age: 615 })))).toBe('accepted');
  });
});

describe('revocation', () => {
  const verified = (issuedAt: number): Verified => ({
    actor: { id: 10, sessionId: 20, roles: [] },
    issuedAt: new Date(issuedAt),
    expiresAt: new Date(issuedAt + 600_000),
  });
  const row = { id: 1, revoked_at: new Date(100_000), expires_at: new Date(900_000), version: 1 };

  test('of a session ends its tokens and no others', () => {
    const list = revocationList(() => 0);
    list.add({ ...row, kind: 'session', subject_id: 20 });
    expect(list.has(verified(50_000))).toBe(true);
    expect(list.has({ ...verified(50_000), actor: { id: 10, sessionId: 21, roles: [] } })).toBe(false);
  });

  test('of an account ends the tokens that are not younger', () => {
    const list = revocationList(() => 0);
    list.add({ ...row, kind: 'user', subject_id: 10 });
    expect([99_000, 100_000, 101_000].map((at) => list.has(verified(at)))).toEqual([true, true, false]);
  });
});

describe('who calls', () => {
  const good: Verified = { actor: { id: 10, sessionId: 20, roles: [] }, issuedAt: new Date(), expiresAt: new Date() };
  const call = async (
    headers: Record<string, string>,
    known: { revoked?: boolean; ageMs?: number; authSays?: () => Promise<boolean> } = {},
  ) => {
    const state = {} as { identity: { actor: unknown }; refusal?: Error };
    const context = {
      state,
      req: { socket: { remoteAddress: '10.0.0.9' } },
      get: (name: string) => headers[name] ?? '',
    };
    const middleware = session({
      verify: () => Promise.resolve(good),
      revocations: { has: () => known.revoked ?? false, ageMs: () => known.ageMs ?? 0 },
      askAuth: known.authSays ?? (() => Promise.reject(errors.unavailable())),
      maxAgeMs: 5_000,
      trustedProxies: 0,
    });
    const next = () => (state.refusal === undefined ? Promise.resolve() : Promise.reject(state.refusal));
    const result = await failure(middleware(context as never, next));
    return [result, state.identity.actor];
  };
  const bearer = { authorization: `Bearer ${'x'.repeat(40)}` };

  test('nobody, without a token, whatever identity headers come from outside', async () => {
    expect(await call({ 'concord-account': '1', 'concord-internal': 'guess' })).toEqual(['accepted', null]);
  });
  test.each([['Basic abc'], ['Bearer short'], ['bearer']])('"%s" is refused, not ignored', async (authorization) => {
    expect(await call({ authorization })).toEqual(['unauthenticated', null]);
  });
  test('the account of a good token', async () => {
    expect(await call(bearer)).toEqual(['accepted', good.actor]);
  });
  test('nobody with a revoked session', async () => {
    expect(await call(bearer, { revoked: true })).toEqual(['unauthenticated', null]);
  });
  test('with old news of revocations auth is asked', async () => {
    expect(await call(bearer, { ageMs: 5_001, authSays: () => Promise.resolve(true) })).toEqual([
      'accepted',
      good.actor,
    ]);
    expect(await call(bearer, { ageMs: Infinity, authSays: () => Promise.resolve(false) })).toEqual([
      'unauthenticated',
      null,
    ]);
  });
  test('with old news and no answer from auth it is never skipped', async () => {
    expect(await call(bearer, { ageMs: 5_001 })).toEqual(['unavailable', null]);
  });
});
