import { createHmac, timingSafeEqual } from 'node:crypto';
import { errors } from '@concord/contracts';
import type { z } from 'zod';

/** Makes and opens the opaque cursors of lists. */
export interface Cursors {
  /** A cursor of `list` that means `position`; nobody without the secret can make another. */
  seal(list: string, position: unknown): string;
  /** The position in a cursor of that list; undefined without a cursor. Throws `cursor_invalid` for a forged one. */
  open<T>(list: string, cursor: string | undefined, schema: z.ZodType<T>): T | undefined;
}

const tagLength = 16;

export const cursorSealer = (secret: string): Cursors => {
  const tagOf = (list: string, payload: Buffer) =>
    createHmac('sha256', secret).update(`${list}\n`).update(payload).digest().subarray(0, tagLength);
  return {
    seal: (list, position) => {
      const payload = Buffer.from(JSON.stringify(position));
      return Buffer.concat([tagOf(list, payload), payload]).toString('base64url');
    },
    open: (list, cursor, schema) => {
      if (cursor === undefined) return undefined;
      const bytes = Buffer.from(cursor, 'base64url');
      const payload = bytes.subarray(tagLength);
      if (bytes.length <= tagLength || !timingSafeEqual(bytes.subarray(0, tagLength), tagOf(list, payload)))
        throw errors.cursorInvalid();
      const position = schema.safeParse(JSON.parse(payload.toString()));
      if (!position.success) throw errors.cursorInvalid();
      return position.data;
    },
  };
};
