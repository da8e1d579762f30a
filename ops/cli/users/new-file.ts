import { open, rm, type FileHandle } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { Failure } from '../../stack/failure.ts';

const whyNot: Readonly<Record<string, string>> = {
  EEXIST: 'it is there already, and nothing is written over',
  ENOENT: 'its folder is not there',
  ENOTDIR: 'its folder is none',
  EACCES: 'this is not permitted here',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
};

/** What the system says of a file, in a sentence; anything else stays what it is. */
const asFailure = (path: string, error: unknown): unknown => {
  const why = whyNot[String((error as NodeJS.ErrnoException).code)];
  return why === undefined ? error : new Failure({ cause: `${path} cannot be written: ${why}.` });
};

const opened = (path: string): Promise<FileHandle> =>
  open(path, 'wx', 0o600).catch((error: unknown) => {
    throw asFailure(path, error);
  });

/** What came of the writing, and how many bytes the file has then. */
export interface Written<T> {
  readonly result: T;
  readonly size: number;
}

/**
 * Makes a file that only its owner may read, and has it written. Where that fails it is taken away again. Throws a `Failure` where it is there
 * already or cannot be written.
 */
export const writeNewFile = async <T>(path: string, write: (to: Writable) => Promise<T>): Promise<Written<T>> => {
  const file = await opened(path);
  const to = file.createWriteStream();
  try {
    return { result: await write(to), size: to.bytesWritten };
  } catch (error) {
    await rm(path, { force: true });
    throw asFailure(path, error);
  } finally {
    // Closes the file with it; the handle waits for that.
    to.destroy();
    await file.close();
  }
};
