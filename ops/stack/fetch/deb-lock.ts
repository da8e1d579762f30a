import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

type Lock = Record<string, string>;

const lockFile = join(import.meta.dirname, 'debs.lock.json');

/** File name and SHA-256 of every given package file. */
export const checksums = (files: readonly string[]): Lock =>
  Object.fromEntries(
    files.map((file) => [
      decodeURIComponent(basename(file)),
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    ]),
  );

/**
 * Compares what was downloaded with the packages this product was tested with. The same file name with other bytes is an error;
 * other versions (the suite moves) are reported as one warning, and the smoke check after unpacking decides.
 */
export const compareWithLock = (files: readonly string[]): Promise<string[]> => {
  const locked: Lock = existsSync(lockFile) ? (JSON.parse(readFileSync(lockFile, 'utf8')) as Lock) : {};
  return Promise.resolve(differences(locked, checksums(files)));
};

/** The warnings for a set of downloaded packages; throws when a known file name carries unknown bytes. */
export const differences = (locked: Lock, found: Lock): string[] => {
  for (const [name, sum] of Object.entries(found))
    if (locked[name] !== undefined && locked[name] !== sum)
      throw new Error(`${name} does not have the checksum this version was tested with`);
  const moved = Object.keys(found).filter((name) => locked[name] === undefined);
  return moved.length === 0
    ? []
    : [
        `the archive has moved on: ${moved.length} of ${Object.keys(found).length} packages are newer than tested (${moved.slice(0, 3).join(', ')}${moved.length > 3 ? ', …' : ''})`,
      ];
};
