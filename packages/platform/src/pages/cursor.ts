import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { errors } from '@concord/contracts';
import type { z } from 'zod';

/** Makes and opens the opaque cursors of lists. */
export interface Cursors {
  /** A cursor of `list` that means `position`; without the secret nobody can make another, or read it. */
  seal(list: string, position: unknown): string;
  /** The position in a cursor of that list; undefined without a cursor. Throws `cursor_invalid` for a forged one. */
  open<T>(list: string, cursor: string | undefined, schema: z.ZodType<T>): T | undefined;
}

const algorithm = 'aes-256-gcm';
/** NIST SP 800-38D section 8.2: 96 random bits, for far fewer than 2^32 cursors under one key. */
const nonceLength = 12;
const tagLength = 16;

/**
 * Positions hold what orders a list, and that may be more than its reader sees (the likes of a place that is shown empty): so they are
 * encrypted, and bound to their list.
 */
export const cursorSealer = (secret: string): Cursors => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'cursors of lists', 32));
  return {
    seal: (list, position) => {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength }).setAAD(Buffer.from(list));
      const sealed = [cipher.update(JSON.stringify(position)), cipher.final()];
      return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]).toString('base64url');
    },
    open: (list, cursor, schema) => {
      if (cursor === undefined) return undefined;
      const position = schema.safeParse(unsealed(key, list, Buffer.from(cursor, 'base64url')));
      if (!position.success) throw errors.cursorInvalid();
      return position.data;
    },
  };
};

/** Throws `cursor_invalid` for what was not sealed with this key for this list. */
const unsealed = (key: Buffer, list: string, bytes: Buffer): unknown => {
  const sealedAt = nonceLength + tagLength;
  if (bytes.length <= sealedAt) throw errors.cursorInvalid();
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceLength), { authTagLength: tagLength })
    .setAAD(Buffer.from(list))
    .setAuthTag(bytes.subarray(nonceLength, sealedAt));
  try {
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(sealedAt)), decipher.final()]).toString());
  } catch (cause) {
    throw errors.cursorInvalid(undefined, { cause });
  }
};
