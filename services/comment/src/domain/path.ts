import type { Id } from '@concord/contracts';

/**
 * Where a comment stands: the ids from the first level down to its own, 7 bytes each, big-endian, so that the order of the bytes is the
 * order of reading. Ids are of 53 bits, so no id begins with a byte above 0x1f.
 */
export type Path = Buffer;

const idBytes = 7;

/** As deep as a thread goes: what the column `path` holds. */
export const deepest = 400;

/** The place of a comment under another one, or on the first level. */
export const pathOf = (id: Id, parent: Path | null): Path => {
  const own = Buffer.alloc(8);
  own.writeBigUInt64BE(BigInt(id));
  return Buffer.concat([parent ?? Buffer.alloc(0), own.subarray(8 - idBytes)]);
};

/** Behind all that stands under this place, and before whatever comes after it. */
export const endOf = (path: Path): Path => Buffer.concat([path, Buffer.from([0xff])]);
