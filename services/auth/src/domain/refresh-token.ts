import { createHash, createHmac, randomBytes } from 'node:crypto';

/**
 * A refresh token is a family key (128 random bits, the same through the session's life) and a secret of 256 bits that changes with
 * every refresh. The database knows only SHA-256 hashes of both.
 *
 * Two people may hold the same token at once: a client whose first request was lost on the way back asks again. Both must
 * get the same successor, which the database therefore has to be able to give out a second time without knowing it. So the
 * successor is not stored but derived: `HMAC-SHA256(key: the secret before, a fresh random salt)`. The salt stands in the session's
 * row, the secret before is brought by whoever asks again. The salt alone, or a copy of the whole database, makes no token; an old token
 * alone makes none either.
 *
 * The family key proves that an outdated token was once a real one: without it, anybody could end a stranger's session with
 * an invented token.
 */
export interface RefreshToken {
  readonly family: Buffer;
  readonly secret: Buffer;
}

const familyBytes = 16;
const secretBytes = 32;

export const newRefreshToken = (): RefreshToken => ({
  family: randomBytes(familyBytes),
  secret: randomBytes(secretBytes),
});

export const newSalt = (): Buffer => randomBytes(32);

/** The token after this one: the same for everybody who knows this one and the salt. */
export const successorOf = ({ family, secret }: RefreshToken, salt: Buffer): RefreshToken => ({
  family,
  secret: createHmac('sha256', secret).update('concord refresh token successor\n').update(salt).digest(),
});

/** As a client gets it: 64 characters of base64url. */
export const writeRefreshToken = ({ family, secret }: RefreshToken): string =>
  Buffer.concat([family, secret]).toString('base64url');

/** The token in a text; null where there can be none. */
export const readRefreshToken = (text: string): RefreshToken | null => {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== familyBytes + secretBytes || bytes.toString('base64url') !== text) return null;
  return { family: bytes.subarray(0, familyBytes), secret: bytes.subarray(familyBytes) };
};

/** What is stored of a secret. The secrets are random, so a fast hash without salt is enough. */
export const hashOf = (secret: Buffer): Buffer => createHash('sha256').update(secret).digest();
