import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** A public key as RFC 7517 publishes it: no private part has a name here. */
export interface PublishedKey {
  readonly [part: string]: string;
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
}

export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly published: PublishedKey;
}

const PrivateKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string().min(1).max(100).optional(),
});
type PrivateKey = z.output<typeof PrivateKey>;

/** RFC 7638: the key's own name where it was given none. */
const thumbprint = ({ crv, kty, x, y }: PrivateKey): string =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');

const signingKey = (jwk: PrivateKey): SigningKey => {
  const { kty, crv, x, y } = jwk;
  return {
    privateKey: createPrivateKey({ key: jwk, format: 'jwk' }),
    published: { kty, crv, x, y, kid: jwk.kid ?? thumbprint(jwk), alg: 'ES256', use: 'sig' },
  };
};

/** Reads a JSON array of private P-256 JWKs, at least one. Throws an error that holds nothing of the keys. */
export const readSigningKeys = (json: string): readonly [SigningKey, ...SigningKey[]] => {
  try {
    const [first, ...others] = z.tuple([PrivateKey], PrivateKey).parse(JSON.parse(json));
    const keys: [SigningKey, ...SigningKey[]] = [signingKey(first), ...others.map(signingKey)];
    if (new Set(keys.map(({ published }) => published.kid)).size === keys.length) return keys;
  } catch {
    // The cause may quote the keys.
  }
  throw new Error('must be a JSON array of private ES256 keys (JWK, kty EC, crv P-256), each with a kid of its own');
};
