import { createHash } from 'node:crypto';
import { errors } from '@concord/contracts';
import type { Actor } from '@concord/platform';
import { createRemoteJWKSet, decodeProtectedHeader, errors as joseErrors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

/** Whom a verified access token names, and since when it is good. */
export interface Verified {
  readonly actor: Actor;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

const claims = z.object({
  sub: z.string().regex(/^[1-9][0-9]{0,15}$/),
  sid: z.string().regex(/^[1-9][0-9]{0,15}$/),
  roles: z.array(z.string()).default([]),
  iat: z.number(),
  exp: z.number(),
});

/** Header parameters by which a token would bring its own key. */
const ownKeys = ['jwk', 'jku', 'x5u', 'x5c', 'crit'];

/** The keys that auth publishes, fetched when needed and kept. */
export const publishedKeys = (authUrl: string, headers: Record<string, string>): JWTVerifyGetKey =>
  createRemoteJWKSet(new URL('/.well-known/jwks.json', authUrl), {
    headers,
    cooldownDuration: 5_000,
    timeoutDuration: 2_000,
  });

const rejected = (token: string): boolean => {
  try {
    const header = decodeProtectedHeader(token);
    return ownKeys.some((name) => name in header);
  } catch {
    return true;
  }
};

/** Verifies an RFC 9068 access token: own keys, ES256 only, type, issuer, audience, times with 30 s of leeway. */
const verify = async (token: string, keys: JWTVerifyGetKey, issuer: string): Promise<Verified> => {
  if (rejected(token)) throw errors.unauthenticated();
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['ES256'],
      typ: 'at+jwt',
      issuer,
      audience: 'concord',
      clockTolerance: 30,
      requiredClaims: ['sub', 'sid', 'jti', 'iat', 'exp'],
    });
    const { sub, sid, roles, iat, exp } = claims.parse(payload);
    return {
      actor: { id: Number(sub), sessionId: Number(sid), roles },
      issuedAt: new Date(Math.round(iat * 1_000)),
      expiresAt: new Date(Math.round(exp * 1_000)),
    };
  } catch (cause) {
    if (cause instanceof joseErrors.JWKSTimeout || (cause instanceof TypeError && cause.message === 'fetch failed'))
      throw errors.unavailable('The keys to check access tokens with cannot be had', { cause });
    throw errors.unauthenticated(undefined, { cause });
  }
};

/** A verifier that remembers tokens it has verified, by their hash, until they expire. */
export const tokenVerifier = (keys: JWTVerifyGetKey, issuer: string, now: () => number = Date.now) => {
  const known = new LRUCache<string, Verified>({ max: 20_000 });
  return async (token: string): Promise<Verified> => {
    const hash = createHash('sha256').update(token).digest('base64');
    const remembered = known.get(hash);
    if (remembered && remembered.expiresAt.getTime() > now()) return remembered;
    const verified = await verify(token, keys, issuer);
    known.set(hash, verified);
    return verified;
  };
};
