import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Folders whose archives are no part of what was asked for: what was unpacked, and the package index. */
const aside = ['unpacked', 'lists'];

/** Bytes of all archives under a folder, also while it changes: what a fetch has downloaded so far. */
export const folderBytes = (folder: string): number => {
  let bytes = 0;
  for (const entry of list(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += aside.includes(entry.name) ? 0 : folderBytes(path);
    else if (/\.(deb|jar|zip|gz|part|tmp)$|partial\//.test(path)) bytes += size(path);
  }
  return bytes;
};

const list = (folder: string) => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
};

const size = (path: string) => {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
};
