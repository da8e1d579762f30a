import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';

const limit = 20_000_000;

export const logFile = (folder: string, name: string): string => join(folder, `${name}.log`);

/** Opens a log for appending; the number is handed to the process that writes it, so it survives the supervisor. */
export const openLog = (folder: string, name: string): number => {
  mkdirSync(folder, { recursive: true });
  return openSync(logFile(folder, name), 'a', 0o640);
};

/** Keeps a log below 20 MB and one older file beside it. The writer keeps its open file, so the text is copied and the file emptied. */
export const rotateLog = (folder: string, name: string): void => {
  const file = logFile(folder, name);
  if (!existsSync(file) || statSync(file).size < limit) return;
  copyFileSync(file, `${file}.1.new`);
  truncateSync(file);
  renameSync(`${file}.1.new`, `${file}.1`);
};

/** The last bytes of a log, from `since` (a size it had earlier) at most. */
export const tailOf = (file: string, since = 0, most = 65_536): string => {
  if (!existsSync(file)) return '';
  const size = statSync(file).size;
  const from = Math.max(since > size ? 0 : since, size - most);
  const buffer = Buffer.alloc(size - from);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, buffer, 0, buffer.length, from);
  closeSync(descriptor);
  return buffer.toString('utf8');
};
