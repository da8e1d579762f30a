import { chownSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes a file so that a reader sees the old or the new text, never a part, also after a crash of this process. */
export const writeWhole = (file: string, text: string, mode = 0o644, owner?: number): void => {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.new`;
  writeFileSync(temporary, text, { mode });
  if (owner !== undefined) chownSync(temporary, owner, owner);
  renameSync(temporary, file);
};

/** Reads JSON; undefined when the file is missing or broken. */
export const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** Makes a folder that belongs to this user (root may give it to another). */
export const ownFolder = (folder: string, owner: number | undefined, mode = 0o755): string => {
  mkdirSync(folder, { recursive: true, mode });
  if (owner !== undefined) chownSync(folder, owner, owner);
  return folder;
};

/** Bytes of all files under a folder, as far as they can be read. */
export const folderSize = (folder: string): number => {
  let size = 0;
  for (const entry of entries(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) size += folderSize(path);
    else if (entry.isFile()) size += lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }
  return size;
};

const entries = (folder: string) => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
};
