import { randomUUID } from 'node:crypto';
import type { Id } from '@concord/contracts';
import { SignJWT } from 'jose';
import { second } from '../domain/clock.ts';
import { accessTokenLifetime } from '../domain/session.ts';
import type { PublishedKey, SigningKey } from './signing-keys.ts';

/** The `aud` of every access token: the API of this deployment. */
const accessTokenAudience = 'concord';

export interface Bearer {
  readonly accountId: Id;
  readonly sessionId: Id;
  readonly roles: readonly string[];
}

export interface AccessTokens {
  /** A JWT of RFC 9068 (`typ: at+jwt`), signed by the first key, good for ten minutes. */
  issue(bearer: Bearer, now: Date): Promise<string>;
  /** Public halves of all keys: of a key that will sign soon and of one that has signed until now, too. */
  readonly published: readonly PublishedKey[];
}

interface AccessTokenOptions {
  readonly issuer: string;
  readonly keys: readonly [SigningKey, ...SigningKey[]];
}

/** RFC 7519 section 2 allows fractions: a token that follows a revocation within the same second is told from one before it. */
const numericDate = (time: Date): number => time.getTime() / second;

export const accessTokens = ({ issuer, keys }: AccessTokenOptions): AccessTokens => {
  const [{ privateKey, published }] = keys;
  return {
    issue: ({ accountId, sessionId, roles }, now) =>
      new SignJWT({ sid: String(sessionId), roles: [...roles] })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: published.kid })
        .setIssuer(issuer)
        .setAudience(accessTokenAudience)
        .setSubject(String(accountId))
        .setJti(randomUUID())
        .setIssuedAt(numericDate(now))
        .setExpirationTime(numericDate(now) + accessTokenLifetime / second)
        .sign(privateKey),
    published: keys.map((key) => key.published),
  };
};
